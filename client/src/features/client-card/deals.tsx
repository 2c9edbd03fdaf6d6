import type { Deal } from "../../../../server/contract/sales.ts";
import { usePeople } from "../../lib/directory.ts";
import { formatMoney } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../../ui/cut.tsx";
import { StageMenu } from "../../ui/sales/stage-menu.tsx";
import classes from "./client-card.module.css";
import { Section } from "./section.tsx";

export function Deals({ deals }: { deals: Deal[] }) {
  const open = deals.filter((deal) => deal.closedAt === null);
  const closed = deals.length - open.length;
  return (
    <Section
      title={t("card.deals.title")}
      action={closed > 0 && <span className="faint small">{t("card.deals.closed", { count: closed })}</span>}
    >
      {open.length === 0 && <p className={classes.none}>{t("card.deals.none")}</p>}
      <ul className={classes.list}>
        {open.map((deal) => (
          <DealRow key={deal.id} deal={deal} />
        ))}
      </ul>
    </Section>
  );
}

function DealRow({ deal }: { deal: Deal }) {
  const owner = usePeople().get(deal.ownerId ?? "");
  return (
    <li className={classes.deal}>
      <div className={classes.line}>
        <Cut>{deal.title}</Cut>
        {deal.amount !== null && (
          <span className={classes.amount}>{formatMoney(deal.amount, deal.currency)}</span>
        )}
      </div>
      <div className={classes.line}>
        <StageMenu deal={deal} />
        {owner && <Cut className="faint small">{owner.name}</Cut>}
      </div>
    </li>
  );
}
