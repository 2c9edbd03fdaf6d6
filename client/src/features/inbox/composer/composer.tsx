import type { KeyboardEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { useChannels } from "../../../lib/directory.ts";
import { focusField } from "../../../lib/focus-field.ts";
import { t } from "../../../lib/i18n.ts";
import { picturesIn } from "../../../lib/letter-parts.ts";
import { useMe } from "../../../lib/session.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { keepsDraft } from "../../../lib/typing.ts";
import { Attachments } from "../../../ui/uploads/attachments.tsx";
import { useUploads } from "../../../ui/uploads/use-uploads.ts";
import classes from "./composer.module.css";
import { ComposerFoot } from "./composer-foot.tsx";
import { ComposerTabs } from "./composer-tabs.tsx";
import { changeDraft, clearDraft, type DraftKind, findDraft, useDraft } from "./drafts.ts";
import { LetterInput } from "./letter-input.tsx";
import { MentionList } from "./mention-list.tsx";
import { Newcomers } from "./newcomers.tsx";
import { Others } from "./others.tsx";
import { outbox } from "./outbox.ts";
import { PlainInput, plainFieldId } from "./plain-input.tsx";
import { tooLong } from "./too-long.ts";
import { letterFieldId, useLetter } from "./use-letter.ts";
import { mentionedIn, useMentions } from "./use-mentions.ts";
import { useNewcomers } from "./use-newcomers.ts";
import { useNotesInCall } from "./use-notes-in-call.ts";
import { useTyping } from "./use-typing.ts";

/** Where an answer or a note is written; what is written is kept until it is sent. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const me = useMe();
  const channel = useChannels().get(conversation.channelId);
  useNotesInCall(id);
  const draft = useDraft(id);
  const { kind } = draft;
  const isNote = kind === "note";
  const hasLetters = channel?.letters === true;
  const isLetter = hasLetters && !isNote;
  const text = draft[kind];
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const uploads = useUploads({
    count: () => findDraft(id).files.length + picturesIn(findDraft(id).letter?.html ?? "").length,
    put: (file) => changeDraft(id, { files: [...findDraft(id).files, file] }),
  });
  const mentions = useMentions(input, isNote, (next) => changeDraft(id, { note: next }));
  const newcomers = useNewcomers(conversation, draft);
  const letter = useLetter(conversation, draft, isLetter);
  const typing = useTyping(id);
  const [isWarned, setIsWarned] = useState(false);

  const isEmpty = text.trim() === "" && draft.files.length === 0;
  const isPassedOn = isLetter && letter.fields.mode === "forward" && letter.fields.ofId !== undefined;
  const isPicture = isLetter && letter.fields.html !== "";
  const excess = isLetter ? tooLong(letter.fields.html, text, letter.signature) : 0;
  const canSend = (!isEmpty || isPassedOn || isPicture) && !uploads.isBusy && excess === 0;
  const fieldId = (of: DraftKind) => (hasLetters && of === "message" ? letterFieldId : plainFieldId);
  const begins = (next: string) => !isNote && draft.message === "" && next !== "";
  const note = (next: string) => {
    if (!isNote) typing.say(next !== "");
    setIsWarned(false);
  };
  const turnTo = (next: DraftKind) => {
    // The field of the other kind may be another one, and what is typed next is for it.
    flushSync(() => changeDraft(id, { kind: next }));
    focusField(fieldId(next));
  };
  const submit = (whatever = false) => {
    const wrong = box.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) return wrong.focus();
    if (!canSend) return;
    if (isLetter && letter.fields.to.length === 0) return letter.demandRecipient();
    if (!isNote && newcomers.mustBeShown() && !whatever) return setIsWarned(true);
    outbox.post({
      conversationId: id,
      kind,
      text: text.trim(),
      files: draft.files,
      letter: isLetter
        ? { ...letter.fields, signature: letter.fields.isSigned ? letter.signature : "" }
        : undefined,
      mentions: isNote ? mentionedIn(text, mentions.people) : [],
      seenLength: isNote ? undefined : conversation.length,
    });
    clearDraft(id, kind);
    letter.reset();
    typing.say(false);
    setIsWarned(false);
    focusField(fieldId(kind));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event)) return;
    if (event.key === "Escape") return input.current?.blur();
    const isMod = event.ctrlKey || event.metaKey;
    const isSend =
      event.key === "Enter" && (isMod || (me.preferences.enterSends === true && !event.shiftKey));
    if (!isSend) return;
    event.preventDefault();
    submit(isWarned);
  };

  const isBegun = isNote || draft.message !== "";
  const group = t("inbox.keys.groupConversation");
  useShortcuts([
    {
      keys: "r",
      label: t("inbox.keys.answer"),
      group,
      run: () => (hasLetters && !isBegun ? letter.turnTo("reply") : turnTo("message")),
    },
    ...(hasLetters
      ? [
          {
            keys: "shift+r",
            label: t("inbox.keys.replyAll"),
            group,
            run: () => letter.turnTo(letter.hasOthers ? "replyAll" : "reply"),
          },
          { keys: "f", label: t("inbox.keys.forward"), group, run: () => letter.turnTo("forward") },
        ]
      : []),
    { keys: "n", label: t("inbox.keys.note"), group, run: () => turnTo("note") },
    { keys: "mod+Enter", label: t("inbox.keys.send"), group, run: () => {}, isHint: true },
  ]);
  const foot = (toolbar: ReactNode) => (
    <>
      <Attachments files={draft.files} uploads={uploads} onChange={(files) => changeDraft(id, { files })} />
      <ComposerFoot
        toolbar={toolbar}
        excess={excess}
        sendKeys={me.preferences.enterSends && !isLetter ? "Enter" : "mod+Enter"}
        isNote={isNote}
        canSend={canSend}
        attach={uploads.choose}
        send={() => submit(isWarned)}
      />
    </>
  );

  return (
    <section
      className={classes.composer}
      data-note={isNote || undefined}
      data-empty={(isEmpty && !isPicture) || undefined}
      aria-label={t("inbox.composer.label")}
      {...uploads.dropTarget}
    >
      <Others conversation={conversation} />
      {!isNote && (
        <Newcomers
          newcomers={newcomers.all}
          isWarned={isWarned}
          sendAnyway={() => submit(true)}
          keepWriting={() => {
            setIsWarned(false);
            focusField(fieldId(kind));
          }}
        />
      )}
      <div ref={box} {...keepsDraft} className={classes.box} data-dragging={uploads.isDragging || undefined}>
        <ComposerTabs kind={kind} turnTo={turnTo} channel={channel} />
        {mentions.found.length > 0 && <MentionList mentions={mentions} />}
        {isLetter ? (
          <LetterInput
            letter={letter}
            uploads={uploads}
            onChange={(written) => {
              letter.write(written, begins(written.text) ? conversation.length : undefined);
              note(written.text);
            }}
            onSubmit={() => submit(isWarned)}
            onBlur={() => typing.say(false)}
            foot={foot}
          />
        ) : (
          <>
            <PlainInput
              input={input}
              text={text}
              isNote={isNote}
              mentions={mentions}
              onChange={(next) => {
                changeDraft(id, { [kind]: next, ...(begins(next) && { begunAt: conversation.length }) });
                note(next);
              }}
              onKeyDown={onKeyDown}
              onPaste={uploads.onPaste}
              onBlur={() => typing.say(false)}
            />
            {foot(null)}
          </>
        )}
      </div>
    </section>
  );
}
