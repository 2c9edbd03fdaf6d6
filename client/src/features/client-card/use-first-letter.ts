import { useState } from "react";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { contactName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { picturesIn } from "../../lib/letter-parts.ts";
import { useMe } from "../../lib/session.ts";
import { undoToast } from "../../lib/toast.ts";
import { useUploads } from "../../ui/uploads/use-uploads.ts";
import { postFirstLetter } from "./first-letters.ts";
import { keepLetter, keptLetter, type LetterDraft, newLetter, useChangedLetter } from "./letter-drafts.ts";

type Change = Partial<LetterDraft> | ((now: LetterDraft) => Partial<LetterDraft>);

interface Dialog {
  close(): void;
  /** False when it is not there any more. */
  reopen(): boolean;
}

/** A letter that begins a conversation; kept as it is written. */
export function useFirstLetter(contact: Contact, address: string, { close, reopen }: Dialog) {
  const me = useMe();
  const [first] = useState(
    () =>
      keptLetter(me.id, contact.id) ?? newLetter({ address, ...(contact.name && { name: contact.name }) }),
  );
  const draft = useChangedLetter(me.id, contact.id) ?? first;
  const signature = me.preferences.signature?.trim() ?? "";
  const keep = (next: LetterDraft | undefined) => keepLetter(me.id, contact.id, next);
  const change = (some: Change) => {
    const now = keptLetter(me.id, contact.id) ?? first;
    keep({ ...now, ...(typeof some === "function" ? some(now) : some) });
  };
  const uploads = useUploads({
    count: () => draft.files.length + picturesIn(draft.html).length,
    put: (file) => change((now) => ({ files: [...now.files, file] })),
  });
  const isEmpty = draft.text.trim() === "" && draft.html === "" && draft.files.length === 0;
  return {
    draft,
    signature,
    change,
    uploads,
    canSend: !isEmpty && !uploads.isBusy,
    send(channelId: string) {
      const name = contactName(contact);
      keep(undefined);
      postFirstLetter({ personId: me.id, contactId: contact.id, name, channelId, draft, signature }, reopen);
      close();
    },
    discard() {
      keep(undefined);
      close();
      if (!isEmpty) undoToast(t("letters.first.discarded"), () => keep(draft));
    },
  };
}
