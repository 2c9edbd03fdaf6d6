import { useQuery } from "@tanstack/react-query";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { request } from "../../../lib/api.ts";
import { listed } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { Bone } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./caller-brief.module.css";

const mostDeals = 2;

/** Who calls, before the call is answered: what they chose, their open deals, and what was last. */
export function CallerBrief({ offer }: { offer: WorkItem }) {
  const contactId = offer.contact.id;
  const { data: card } = useQuery(request("GET /contacts/:id", { params: { id: contactId } }));
  const { data: calls } = useQuery(
    request("GET /calls", { query: { contactId, show: "goingOn", limit: 10 } }),
  );
  const call = calls?.items.find((one) => one.conversationId === offer.conversationId);
  const choices = call?.choices.map(({ digit, label }) => label || digit) ?? [];
  const deals = card?.deals.filter((deal) => deal.closedAt === null) ?? [];
  const last = card?.conversations.find((one) => one.id !== offer.conversationId);
  if (!card) return <Bone h={44} />;
  return (
    <section className={classes.brief} aria-label={t("calls.brief.label")}>
      {choices.length > 0 && (
        <p className={classes.chose} dir="auto">
          {t("calls.brief.chose", { choices: listed(choices) })}
        </p>
      )}
      <p className="cut" dir="auto">
        <span className="faint">{t("calls.brief.deals")}</span>{" "}
        {deals.length > 0
          ? deals
              .slice(0, mostDeals)
              .map((deal) => deal.title)
              .join(" · ")
          : t("calls.brief.noDeals")}
      </p>
      <p className="cut" dir="auto">
        {last ? (
          <>
            <span className="faint">{t("calls.brief.last")}</span>{" "}
            <Time at={last.lastInteractionAt} as="row" /> {last.preview}
          </>
        ) : (
          t("calls.brief.first")
        )}
      </p>
    </section>
  );
}
