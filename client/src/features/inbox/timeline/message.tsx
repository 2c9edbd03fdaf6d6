import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { absoluteTime, clockTime } from "../../../lib/time.ts";
import { useAuthor } from "../use-author.ts";
import { Delivery } from "./delivery.tsx";
import { Files } from "./files.tsx";
import classes from "./message.module.css";
import { MessageMenu } from "./message-menu.tsx";
import { MessageText } from "./message-text.tsx";
import { WhyMark } from "./why-mark.tsx";

interface MessageProps {
  interaction: Interaction;
  conversation: Conversation;
  isFirst: boolean;
  isLast: boolean;
  isPointedAt: boolean;
}

/** A bubble: the contact's at the left, ours at the right, a note on its warm ground. */
export function Message({ interaction, conversation, isFirst, isLast, isPointedAt }: MessageProps) {
  const { kind, direction, text, files, createdAt } = interaction;
  const side = kind === "note" ? "note" : direction === "in" ? "in" : "out";
  const needsWord = interaction.state === "failed" || interaction.state === "unknown";
  return (
    <article
      className={classes.message}
      data-side={side}
      data-first={isFirst || undefined}
      data-pointed={isPointedAt || undefined}
      data-message
      tabIndex={-1}
      aria-label={t("inbox.message.label", { name: useAuthor(interaction), time: absoluteTime(createdAt) })}
    >
      {isFirst && <Author interaction={interaction} side={side} />}
      <div className={classes.line}>
        <div className={classes.bubble}>
          {text !== "" && <MessageText text={text} />}
          {files.length > 0 && <Files files={files} />}
        </div>
        <div className={classes.doings}>
          {interaction.hasWhy && <WhyMark interactionId={interaction.id} />}
          <MessageMenu interaction={interaction} conversation={conversation} />
        </div>
      </div>
      {(isLast || needsWord) && (
        <div className={classes.foot}>
          <time dateTime={createdAt} title={absoluteTime(createdAt)}>
            {clockTime(createdAt)}
          </time>
          {side === "out" && <Delivery interaction={interaction} />}
        </div>
      )}
    </article>
  );
}

/** Whose it is, where that is not plain: what is one's own stands at the right and needs no name. */
function Author({ interaction, side }: { interaction: Interaction; side: string }) {
  const me = useMe();
  const name = useAuthor(interaction);
  const isOwn = interaction.author.id === me.id;
  if (isOwn && side !== "note") return null;
  return (
    <div className={classes.author}>
      {!isOwn && (
        <span dir="auto" className="cut">
          {name}
        </span>
      )}
      {side === "note" && <NoteWord />}
    </div>
  );
}

export const NoteWord = () => <span className={classes.noteWord}>{t("inbox.message.note")}</span>;
