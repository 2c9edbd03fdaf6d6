import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { RoutedInteraction, RoutingRule } from "../../../../../server/contract/queues.ts";
import { useChannels, useQueues, useSkills } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Cut } from "../../../ui/cut.tsx";
import { Word } from "../../../ui/status-word.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./routed-row.module.css";

interface RoutedRowProps {
  routed: RoutedInteraction;
  /** Those that it was tried with. */
  rules: RoutingRule[];
}

export function RoutedRow({ routed, rules }: RoutedRowProps) {
  const queues = useQueues().data ?? [];
  const skills = useSkills().data ?? [];
  const channel = useChannels().get(routed.channelId)?.name ?? "";
  const nameOf = (id: string | null) =>
    queues.find((queue) => queue.id === id)?.name ?? t("queues.dryRun.noQueue");
  const isChanged = routed.currentQueueId !== routed.queueId;
  const decided = rules.filter(({ id }) => routed.ruleIds.includes(id)).map(({ name }) => name);
  const asked = routed.requirements.flatMap(
    ({ skillId }) => skills.find(({ id }) => id === skillId)?.name ?? [],
  );
  const besides = [
    ...(routed.priority > 0 ? [t("queues.dryRun.priority", { priority: routed.priority })] : []),
    ...asked,
    ...routed.tags.map((tag) => `#${tag}`),
  ];
  return (
    <li className={classes.row} data-changed={isChanged || undefined}>
      <div className={classes.top}>
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: routed.conversationId }}
          className={classes.who}
        >
          <Cut>{`${routed.contactName ?? t("queues.dryRun.noName")} #${routed.number}`}</Cut>
        </Link>
        <span className="faint small">
          {channel} · <Time at={routed.at} as="row" />
        </span>
      </div>
      <Cut className={classes.preview}>{routed.preview}</Cut>
      <div className={classes.way}>
        {isChanged && (
          <>
            <span className={classes.before}>{nameOf(routed.currentQueueId)}</span>
            <IconArrowRight size={14} role="img" aria-label={t("queues.dryRun.to")} />
          </>
        )}
        <Word meaning={isChanged ? "waiting" : "plain"}>{nameOf(routed.queueId)}</Word>
        {besides.length > 0 && <span className="faint small">{besides.join(" · ")}</span>}
      </div>
      <span className="faint small">
        {decided.length > 0
          ? t("queues.dryRun.by", { rules: decided.join(", ") })
          : t("queues.dryRun.byNone")}
      </span>
    </li>
  );
}
