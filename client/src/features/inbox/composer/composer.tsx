import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconPaperclip, IconSend } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";
import { Keys } from "../../../ui/keys.tsx";
import { Attachments } from "./attachments.tsx";
import classes from "./composer.module.css";
import { changeDraft, clearDraft, type DraftKind, useDraft } from "./drafts.ts";
import { MentionList } from "./mention-list.tsx";
import { Newcomers } from "./newcomers.tsx";
import { Others } from "./others.tsx";
import { post } from "./outbox.ts";
import { mentionedIn, useMentions } from "./use-mentions.ts";
import { useNewcomers } from "./use-newcomers.ts";
import { useTyping } from "./use-typing.ts";
import { useUploads } from "./use-uploads.ts";

/** Where an answer or a note is written; what is written is kept until it is sent. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const me = useMe();
  const draft = useDraft(id);
  const { kind } = draft;
  const isNote = kind === "note";
  const text = draft[kind];
  const input = useRef<HTMLTextAreaElement>(null);
  const uploads = useUploads(id);
  const mentions = useMentions(input, isNote, (next) => changeDraft(id, { note: next }));
  const newcomers = useNewcomers(conversation, draft);
  const typing = useTyping(id);
  const [isWarned, setIsWarned] = useState(false);

  const canSend = (text.trim() !== "" || draft.files.length > 0) && !uploads.isBusy;
  const write = (next: string) => {
    const begins = !isNote && draft.message === "" && next !== "";
    changeDraft(id, { [kind]: next, ...(begins && { begunAt: conversation.length }) });
    if (!isNote) typing.say(next !== "");
    setIsWarned(false);
  };
  const turnTo = (next: DraftKind) => {
    changeDraft(id, { kind: next });
    input.current?.focus();
  };
  const submit = (whatever = false) => {
    if (!canSend) return;
    if (!isNote && newcomers.mustBeShown() && !whatever) return setIsWarned(true);
    post({
      conversationId: id,
      kind,
      text: text.trim(),
      files: draft.files,
      mentions: isNote ? mentionedIn(text, mentions.people) : [],
      seenLength: isNote ? undefined : conversation.length,
    });
    clearDraft(id, kind);
    typing.say(false);
    setIsWarned(false);
    input.current?.focus();
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

  const group = t("inbox.keys.groupConversation");
  useShortcuts([
    { keys: "r", label: t("inbox.keys.answer"), group, run: () => turnTo("message") },
    { keys: "n", label: t("inbox.keys.note"), group, run: () => turnTo("note") },
    { keys: "mod+Enter", label: t("inbox.keys.send"), group, run: () => {}, isHint: true },
  ]);

  return (
    <section
      className={classes.composer}
      data-note={isNote || undefined}
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
            input.current?.focus();
          }}
        />
      )}
      <div className={classes.box} data-dragging={uploads.isDragging || undefined}>
        <Tabs kind={kind} turnTo={turnTo} conversation={conversation} />
        {mentions.found.length > 0 && <MentionList mentions={mentions} />}
        <textarea
          ref={input}
          id="composer"
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
            write(event.currentTarget.value);
            mentions.look(event.currentTarget);
          }}
          onSelect={(event) => mentions.look(event.currentTarget)}
          onKeyDown={onKeyDown}
          onPaste={uploads.onPaste}
          onBlur={() => typing.say(false)}
        />
        <Attachments files={draft.files} uploads={uploads} conversationId={id} />
        <div className={classes.foot}>
          <Tooltip label={t("inbox.composer.attach")}>
            <ActionIcon aria-label={t("inbox.composer.attach")} onClick={uploads.choose}>
              <IconPaperclip size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <span className={classes.hint}>
            <Keys keys={me.preferences.enterSends ? "Enter" : "mod+Enter"} />
          </span>
          <Button disabled={!canSend} onClick={() => submit(isWarned)} leftSection={<IconSend size={16} />}>
            {t(isNote ? "inbox.composer.addNote" : "inbox.composer.send")}
          </Button>
        </div>
      </div>
    </section>
  );
}

interface TabsProps {
  kind: DraftKind;
  turnTo(kind: DraftKind): void;
  conversation: Conversation;
}

function Tabs({ kind, turnTo, conversation }: TabsProps) {
  const channel = useChannels().get(conversation.channelId);
  return (
    <div className={classes.tabs}>
      {(["message", "note"] as const).map((one) => (
        <button
          key={one}
          type="button"
          className={classes.tab}
          aria-pressed={one === kind}
          onClick={() => turnTo(one)}
        >
          {t(one === "message" ? "inbox.composer.answer" : "inbox.composer.note")}
        </button>
      ))}
      <span className={classes.by}>
        {kind === "message" && channel ? (
          <>
            <ChannelIcon icon={channel.icon} size={14} />
            <span className="cut" dir="auto">
              {t("inbox.composer.by", { channel: channel.name })}
            </span>
          </>
        ) : (
          <span className="cut">{t("inbox.composer.onlyInside")}</span>
        )}
      </span>
    </div>
  );
}
