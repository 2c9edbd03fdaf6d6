import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import { t } from "../../../lib/i18n.ts";
import classes from "./composer.module.css";
import type { useMentions } from "./use-mentions.ts";

interface PlainInputProps {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  isNote: boolean;
  mentions: ReturnType<typeof useMentions>;
  onChange(text: string): void;
  onKeyDown(event: KeyboardEvent): void;
  onPaste(event: ClipboardEvent): void;
  onBlur(): void;
}

export const plainFieldId = "composer";

/** For a note, and for an answer that is text and nothing else. */
export function PlainInput({ input, text, isNote, mentions, onChange, ...listeners }: PlainInputProps) {
  return (
    <textarea
      ref={input}
      id={plainFieldId}
      className={classes.input}
      dir="auto"
      rows={3}
      maxLength={20_000}
      value={text}
      placeholder={t(isNote ? "inbox.composer.notePlaceholder" : "inbox.composer.answerPlaceholder")}
      aria-label={t(isNote ? "inbox.composer.note" : "inbox.composer.answer")}
      aria-keyshortcuts={isNote ? "n" : "r"}
      {...mentions.inputProps}
      onChange={(event) => {
        onChange(event.currentTarget.value);
        mentions.look(event.currentTarget);
      }}
      onSelect={(event) => mentions.look(event.currentTarget)}
      {...listeners}
    />
  );
}
