import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type DragEvent, useEffect, useRef } from "react";
import type { Deal, Pipeline } from "../../../../server/contract/sales.ts";
import { contactName } from "../../lib/contact-name.ts";
import { usePeople } from "../../lib/directory.ts";
import { formatMoney } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./deals.module.css";
import { sourceWords } from "./source-words.ts";

type Stage = Pipeline["stages"][number];

interface DealCardProps {
  deal: Deal;
  stages: Stage[];
  /** It came here just now: the focus comes with it. */
  isMoved: boolean;
  onMove(deal: Deal, stage: Stage): void;
  onCarry(event: DragEvent): void;
}

export function DealCard({ deal, stages, isMoved, onMove, onCarry }: DealCardProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isMoved) button.current?.focus();
  }, [isMoved]);
  const owner = usePeople().get(deal.ownerId ?? "");
  return (
    <article className={classes.card} draggable onDragStart={onCarry}>
      <div className={classes.top}>
        <h3 className={classes.title} dir="auto" title={deal.title}>
          {deal.title}
        </h3>
        <Menu>
          <Menu.Target>
            <ActionIcon ref={button} aria-label={t("deals.move", { title: deal.title })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t("deals.moveTo")}</Menu.Label>
            {stages
              .filter((stage) => stage.id !== deal.stageId)
              .map((stage) => (
                <Menu.Item key={stage.id} onClick={() => onMove(deal, stage)}>
                  {stage.name}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Link to="/contacts/$id" params={{ id: deal.contact.id }} className={classes.contact} draggable={false}>
        <Cut>{contactName(deal.contact)}</Cut>
      </Link>
      <div className={classes.facts}>
        {deal.amount !== null && <strong>{formatMoney(deal.amount, deal.currency)}</strong>}
        {deal.source && <span className="cut">{sourceWords(deal.source)}</span>}
        <Time at={deal.createdAt} as="row" className={classes.when} />
        {owner && (
          <span title={owner.name}>
            <Avatar name={owner.name} size={20} />
            <span className="unseen">{t("deals.ownedBy", { name: owner.name })}</span>
          </span>
        )}
      </div>
    </article>
  );
}
