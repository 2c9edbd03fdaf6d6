import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconStack2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Conversation, Tag } from "../../../../../server/contract/conversations.ts";
import { contactName, isNumber } from "../../../lib/contact-name.ts";
import { useOnScreen } from "../../../lib/dialler.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useQueues, useWorkOf } from "../../../lib/work.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { PhoneNumber } from "../../../ui/phone-number.tsx";
import { Bone } from "../../../ui/skeleton.tsx";
import { StatusWord, Word } from "../../../ui/status-word.tsx";
import { WaitingClock } from "../../../ui/waiting-clock.tsx";
import { ConversationDoings } from "../actions/conversation-doings.tsx";
import classes from "./conversation-panel.module.css";

interface ConversationHeaderProps {
  /** Absent while it loads. */
  conversation?: Conversation;
  back?(): void;
  leave?(): void;
  cardButton?: ReactNode;
}

export function ConversationHeader({ conversation, back, leave, cardButton }: ConversationHeaderProps) {
  return (
    <header className={classes.header}>
      {back && (
        <ActionIcon onClick={back} aria-label={t("common.back")}>
          <IconArrowLeft size={20} />
        </ActionIcon>
      )}
      <div className={classes.who}>
        {conversation ? <Who conversation={conversation} /> : <Bone w={180} h={14} />}
      </div>
      {conversation && (
        <div className={classes.doings}>
          <ConversationDoings conversation={conversation} leave={leave ?? (() => {})} />
        </div>
      )}
      {cardButton && <div className={classes.cardPlace}>{cardButton}</div>}
    </header>
  );
}

function Who({ conversation }: { conversation: Conversation }) {
  const channel = useChannels().get(conversation.channelId);
  const { contact, status, tags, number, subject } = conversation;
  useOnScreen(contact);
  return (
    <>
      <div className={classes.title}>
        <Name contact={contact} />
        {subject && channel?.letters && <Cut className={classes.subject}>{subject}</Cut>}
      </div>
      <div className={classes.under}>
        {channel && <ChannelIcon icon={channel.icon} label={channel.label} size={14} />}
        {channel && <Cut className={classes.channel}>{channel.name}</Cut>}
        <span>#{number}</span>
        {status !== "open" && <StatusWord status={status} />}
        <Place conversation={conversation} />
        <WaitingClock of={conversation} />
        {tags.length > 0 && <Tags tags={tags} />}
      </div>
    </>
  );
}

function Name({ contact }: Pick<Conversation, "contact">) {
  const name = contactName(contact);
  if (!isNumber(name))
    return (
      <Cut component="h2" className={classes.name}>
        {name}
      </Cut>
    );
  return (
    <h2 className={classes.name}>
      <PhoneNumber number={name} contact={contact} />
    </h2>
  );
}

/** The queue in which its work lies, and how soon it is served there. */
function Place({ conversation }: { conversation: Conversation }) {
  const queue = useQueues().get(conversation.queueId ?? "");
  const priority = useWorkOf(conversation.id)?.priority ?? 0;
  return (
    <>
      {queue && (
        <span className={classes.queue}>
          <IconStack2 size={14} stroke={1.6} role="img" aria-label={t("inbox.queue.label")} />
          <Cut>{queue.name}</Cut>
        </span>
      )}
      {priority > 0 && <Word>{t("inbox.queue.priority", { level: priority })}</Word>}
    </>
  );
}

/** The first in full, the others by their number: the line has little room. */
function Tags({ tags }: { tags: Tag[] }) {
  const names = tags.map((tag) => tag.name);
  return (
    <Tooltip label={names.join(", ")} disabled={names.length < 2} multiline maw={320}>
      <span className={classes.tags}>
        <span className={`cut ${classes.tag}`} dir="auto">
          {names[0]}
        </span>
        {names.length > 1 && (
          <span className={classes.moreTags}>
            <span aria-hidden>+{names.length - 1}</span>
            <span className="unseen">{names.slice(1).join(", ")}</span>
          </span>
        )}
      </span>
    </Tooltip>
  );
}
