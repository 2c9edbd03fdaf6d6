import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import type { Letter as LetterOf } from "../../../../../server/contract/letters.ts";
import { t } from "../../../lib/i18n.ts";
import { absoluteTime, clockTime } from "../../../lib/time.ts";
import { useAuthor } from "../use-author.ts";
import { Delivery } from "./delivery.tsx";
import { Files } from "./files.tsx";
import { FormSwitches } from "./form-switches.tsx";
import classes from "./letter.module.css";
import { LetterBody } from "./letter-body.tsx";
import { LetterHead } from "./letter-head.tsx";
import { LetterNotes } from "./letter-notes.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { sameTopic } from "./same-topic.ts";
import { useForm } from "./use-form.ts";
import { WhyMark } from "./why-mark.tsx";

interface LetterProps {
  interaction: Interaction;
  letter: LetterOf;
  conversation: Conversation;
  isPointedAt: boolean;
}

/** A message as a card: who wrote to whom, what, and what is to be known of it. */
export function Letter({ interaction, letter, conversation, isPointedAt }: LetterProps) {
  const { direction, files, createdAt } = interaction;
  const name = useAuthor(interaction);
  const form = useForm(letter);
  const subject = letter.subject ?? "";
  const isOwnSubject = subject !== "" && !sameTopic(subject, conversation.subject ?? "");
  return (
    <article
      className={classes.letter}
      data-side={direction === "out" ? "out" : "in"}
      data-pointed={isPointedAt || undefined}
      data-message
      tabIndex={-1}
      aria-label={t("inbox.message.label", { name, time: absoluteTime(createdAt) })}
    >
      <div className={classes.card}>
        <LetterHead letter={letter} name={name} at={interaction.sentAt ?? createdAt}>
          <div className={classes.doings}>
            {interaction.hasWhy && <WhyMark interactionId={interaction.id} />}
            <MessageMenu interaction={interaction} conversation={conversation} />
          </div>
        </LetterHead>
        {isOwnSubject && (
          <p className={classes.subject} dir="auto">
            {subject}
          </p>
        )}
        <LetterNotes letter={letter} />
        <LetterBody interaction={interaction} letter={letter} name={name} form={form} />
        {files.length > 0 && (
          <div className={classes.files}>
            <Files files={files} />
          </div>
        )}
      </div>
      <div className={classes.foot}>
        <time dateTime={createdAt} title={absoluteTime(createdAt)}>
          {clockTime(createdAt)}
        </time>
        <FormSwitches letter={letter} form={form} />
        {direction === "out" && <Delivery interaction={interaction} />}
      </div>
    </article>
  );
}
