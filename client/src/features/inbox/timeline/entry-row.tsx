import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { dayName } from "../../../lib/time.ts";
import { useNow } from "../../../lib/use-now.ts";
import { CallCard } from "./call-card.tsx";
import type { Entry } from "./entries.ts";
import { Letter } from "./letter.tsx";
import { Message } from "./message.tsx";
import { OutgoingMessage } from "./outgoing-message.tsx";
import { SystemLine } from "./system-line.tsx";
import classes from "./timeline.module.css";

interface EntryRowProps {
  entry: Entry;
  conversation: Conversation;
  isPointedAt: boolean;
}

export function EntryRow({ entry, conversation, isPointedAt }: EntryRowProps) {
  if (entry.type === "day") return <Day at={entry.at} />;
  if (entry.type === "unread") return <div className={classes.unread}>{t("inbox.timeline.unread")}</div>;
  if (entry.type === "outgoing") return <OutgoingMessage outgoing={entry.outgoing} />;
  const { kind, letter, call } = entry.interaction;
  if (kind === "system") return <SystemLine interaction={entry.interaction} />;
  if (kind === "call" && call) {
    return <CallCard interaction={entry.interaction} call={call} isPointedAt={isPointedAt} />;
  }
  if (kind === "message" && letter) {
    const { interaction } = entry;
    return (
      <Letter
        interaction={interaction}
        letter={letter}
        conversation={conversation}
        isPointedAt={isPointedAt}
      />
    );
  }
  return (
    <Message
      interaction={entry.interaction}
      conversation={conversation}
      isFirst={entry.isFirst}
      isLast={entry.isLast}
      isPointedAt={isPointedAt}
    />
  );
}

const Day = ({ at }: { at: string }) => <div className={classes.day}>{dayName(at, useNow())}</div>;
