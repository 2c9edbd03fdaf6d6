import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";
import { Cut } from "../../../ui/cut.tsx";
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
  const { status, tags, number } = conversation;
  return (
    <>
      <Cut component="h2" className={classes.name}>
        {conversation.contact.name ?? t("common.unnamed")}
      </Cut>
      <div className={classes.under}>
        {channel && <ChannelIcon icon={channel.icon} label={channel.label} size={14} />}
        {channel && <Cut>{channel.name}</Cut>}
        <span>#{number}</span>
        {status !== "open" && <StatusWord status={status} />}
        <WaitingClock of={conversation} />
        <span className={classes.tags}>
          {tags.map((tag) => (
            <Word key={tag.id}>{tag.name}</Word>
          ))}
        </span>
      </div>
    </>
  );
}
