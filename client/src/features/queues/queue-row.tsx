import { Link } from "@tanstack/react-router";
import type { Queue } from "../../../../server/contract/queues.ts";
import { useChannels } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { Word } from "../../ui/status-word.tsx";
import classes from "./queues.module.css";

export function QueueRow({ queue }: { queue: Queue }) {
  const channels = useChannels();
  const fedBy = queue.channelIds.flatMap((id) => channels.get(id)?.name ?? []);
  const members = queue.memberIds.length;
  return (
    <li>
      <Link to="/queues/$id" params={{ id: queue.id }} className={rows.row}>
        <span className={rows.words}>
          <Cut className={rows.name}>{queue.name}</Cut>
          <Cut className={rows.about}>{fedBy.length > 0 ? fedBy.join(" · ") : t("queues.fedByNone")}</Cut>
        </span>
        <span className={`${rows.aside} ${classes.aside}`}>{t(`queues.strategy.${queue.strategy}`)}</span>
        {members > 0 ? (
          <span className={rows.aside}>{t("queues.members", { count: members })}</span>
        ) : (
          <Word meaning="late">{t("queues.noMembers")}</Word>
        )}
      </Link>
    </li>
  );
}
