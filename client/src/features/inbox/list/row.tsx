import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { ChannelSummary } from "../../../../../server/contract/channels.ts";
import type { Conversation, View } from "../../../../../server/contract/conversations.ts";
import type { Person } from "../../../../../server/contract/people.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { Time } from "../../../ui/time.tsx";
import { WaitingClock } from "../../../ui/waiting-clock.tsx";
import { isUnread } from "../unread.ts";
import classes from "./row.module.css";

interface RowProps {
  conversation: Conversation;
  view: View;
  channel: ChannelSummary | undefined;
  assignee: Person | undefined;
  hasDraft: boolean;
  isOpen: boolean;
  index: number;
}

export const Row = memo(function Row(props: RowProps) {
  const { conversation, view, channel, assignee, isOpen } = props;
  const name = contactName(conversation.contact);
  const unread = isUnread(conversation);
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view, conversationId: conversation.id }}
      className={classes.row}
      data-open={isOpen || undefined}
      data-unread={unread || undefined}
      data-row={props.index}
      aria-current={isOpen ? "true" : undefined}
      preload={false}
    >
      <Avatar name={conversation.contact.name} channel={channel} />
      <span className={classes.lines}>
        <span className={classes.line}>
          <Cut className={classes.name}>{name}</Cut>
          {unread && <span className={classes.unread} role="img" aria-label={t("inbox.row.unread")} />}
          <Time at={conversation.lastInteractionAt} as="row" className={classes.time} />
        </span>
        <span className={classes.line}>
          <Preview conversation={conversation} hasDraft={props.hasDraft} />
          <WaitingClock of={conversation} />
          {assignee && (
            <Tooltip label={t("inbox.row.assignedTo", { name: assignee.name })}>
              <span className={classes.assignee}>
                <Avatar name={assignee.name} size={20} />
                <span className="unseen">{t("inbox.row.assignedTo", { name: assignee.name })}</span>
              </span>
            </Tooltip>
          )}
        </span>
      </span>
    </Link>
  );
});

function Preview({ conversation, hasDraft }: { conversation: Conversation; hasDraft: boolean }) {
  const text = conversation.preview || conversation.subject || t("inbox.row.noText");
  return (
    <span className={`cut ${classes.preview}`} dir="auto">
      {hasDraft && <span className={classes.draft}>{t("inbox.row.draft")} </span>}
      {conversation.lastDirection === "out" && <span>{t("inbox.row.us")} </span>}
      {text}
    </span>
  );
}
