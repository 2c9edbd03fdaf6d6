import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { useChannels, usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { WaitingClock } from "../../../ui/waiting-clock.tsx";
import classes from "./row.module.css";

interface QueueRowProps {
  item: WorkItem;
  isOpen: boolean;
  /** Absent where the queue hands out its work by itself. */
  take?(item: WorkItem): void;
}

export function QueueRow({ item, isOpen, take }: QueueRowProps) {
  const channel = useChannels().get(item.channelId);
  const offeredTo = usePeople().get(item.offeredTo ?? "");
  return (
    <li className={classes.withAction} data-open={isOpen || undefined}>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: item.queueId ?? "all", conversationId: item.conversationId }}
        className={classes.row}
        data-open={isOpen || undefined}
        data-row
        data-item={item.id}
        aria-current={isOpen ? "true" : undefined}
        preload={false}
      >
        <Avatar name={item.contact.name} channel={channel} />
        <span className={classes.lines}>
          <span className={classes.line}>
            <Cut className={classes.name}>{contactName(item.contact)}</Cut>
            {item.priority > 0 && (
              <span className={classes.priority}>{t("inbox.queue.priority", { level: item.priority })}</span>
            )}
          </span>
          <span className={classes.line}>
            <span className={`cut ${classes.preview}`} dir="auto">
              {offeredTo
                ? t("inbox.queue.offeredTo", { name: offeredTo.name })
                : item.preview || t("inbox.row.noText")}
            </span>
            <WaitingClock of={{ waitingSince: item.waitingSince, dueAt: null }} />
          </span>
        </span>
      </Link>
      {take && item.state === "waiting" && (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.action}
          aria-label={t("inbox.queue.takeOf", { name: contactName(item.contact) })}
          onClick={() => take(item)}
        >
          {t("inbox.queue.take")}
        </Button>
      )}
    </li>
  );
}
