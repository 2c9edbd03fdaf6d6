import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { picturesIn, signed } from "../../lib/letter-parts.ts";
import { useMe } from "../../lib/session.ts";
import { undoToast } from "../../lib/toast.ts";
import { place } from "../../realtime/cache/conversations.ts";
import { useUploads } from "../../ui/uploads/use-uploads.ts";
import { keepLetter, keptLetter, type LetterDraft, newLetter } from "./letter-drafts.ts";

type Change = Partial<LetterDraft> | ((now: LetterDraft) => Partial<LetterDraft>);

/** A letter that begins a conversation; kept as it is written, and opened once it is sent. */
export function useFirstLetter(contact: Contact, address: string, close: () => void) {
  const me = useMe();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<LetterDraft>(
    () =>
      keptLetter(me.id, contact.id) ?? newLetter({ address, ...(contact.name && { name: contact.name }) }),
  );
  const signature = me.preferences.signature?.trim() ?? "";
  const keep = (next: LetterDraft | undefined) => keepLetter(me.id, contact.id, next);
  const change = (some: Change) =>
    setDraft((now) => {
      const next = { ...now, ...(typeof some === "function" ? some(now) : some) };
      keep(next);
      return next;
    });
  const uploads = useUploads({
    count: () => draft.files.length + picturesIn(draft.html).length,
    put: (file) => change((now) => ({ files: [...now.files, file] })),
  });
  const send = useMutation({
    mutationFn: (channelId: string) => {
      const { clientKey, subject, to, cc, files } = draft;
      const { html, text } = signed(draft, draft.isSigned ? signature : "");
      const fileIds = [...new Set([...files.map((file) => file.id), ...picturesIn(html)])];
      const letter = { subject: subject.trim(), to, cc, html };
      return call("POST /conversations", {
        body: { channelId, contactId: contact.id, clientKey, text, fileIds, letter },
      });
    },
    onSuccess(conversation) {
      keep(undefined);
      place(conversation);
      close();
      const params = { view: "all", conversationId: conversation.id } as const;
      void navigate({ to: "/inbox/$view/$conversationId", params });
    },
  });
  const isEmpty = draft.text.trim() === "" && draft.html === "" && draft.files.length === 0;
  return {
    draft,
    signature,
    change,
    uploads,
    send,
    canSend: !isEmpty && !uploads.isBusy && !send.isPending,
    discard() {
      keep(undefined);
      close();
      if (!isEmpty) undoToast(t("letters.first.discarded"), () => keep(draft));
    },
  };
}
