import type { Conversation } from "../../../../server/contract/conversations.ts";
import { send } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";
import { t } from "../../lib/i18n.ts";
import { picturesIn, signed } from "../../lib/letter-parts.ts";
import { holdMs, makeOutbox, type Outgoing } from "../../lib/make-outbox.ts";
import { dismissToast, sayToast, show } from "../../lib/toast.ts";
import { place } from "../../realtime/cache/conversations.ts";
import { keepLetter, keptLetter, type LetterDraft } from "./letter-drafts.ts";

interface FirstLetter {
  personId: string;
  contactId: string;
  /** What the contact is called. */
  name: string;
  channelId: string;
  draft: LetterDraft;
  /** As it was when it was written. */
  signature: string;
}

/** Letters that begin a conversation. */
export const firstLetters = makeOutbox<FirstLetter, Conversation>({
  name: "first-letters",
  holdMs: () => holdMs.letter,
  send: (letter, keepalive) => send("POST /conversations", { body: bodyOf(letter) }, { keepalive }),
  onKept(conversation, { name }) {
    place(conversation);
    const params = { view: "all", conversationId: conversation.id };
    const link = { to: "/inbox/$view/$conversationId", params, label: t("letters.first.open") } as const;
    sayToast(t("letters.first.onItsWay", { name }), link);
  },
});

/** Holds it for as long as it can be undone; it is then a draft again, which `reopen` shows where it can. */
export function postFirstLetter(letter: FirstLetter, reopen: () => boolean): void {
  const { clientKey } = letter.draft;
  firstLetters.post(letter, clientKey);
  const undo = () => {
    const outgoing = firstLetters.takeOut(clientKey);
    if (!outgoing) return;
    putBack(outgoing);
    if (!reopen()) sayToast(t("letters.first.takenBack", { name: letter.name }), toCard(letter));
  };
  const toast = show({
    text: t("letters.first.held", { name: letter.name }),
    isError: false,
    actions: [{ label: t("common.undo"), run: undo }],
    lastsMs: holdMs.letter,
  });
  const stop = firstLetters.store.subscribe(() => {
    const isHeld = firstLetters.store
      .get()
      .some((one) => one.clientKey === clientKey && one.state === "held");
    if (isHeld) return;
    stop();
    dismissToast(toast);
  });
}

/** What did not go out is a draft again, and its author hears of it. */
export function giveBackFailed({ clientKey, name, problem }: Outgoing<FirstLetter>): void {
  const outgoing = firstLetters.takeOut(clientKey);
  if (!outgoing) return;
  putBack(outgoing);
  show({
    text: t("letters.first.failed", { name, why: problem?.words ?? "" }),
    isError: true,
    requestId: problem?.requestId,
    actions: [],
    link: toCard(outgoing),
  });
}

const toCard = ({ contactId }: FirstLetter) =>
  ({ to: "/contacts/$id", params: { id: contactId }, label: t("letters.first.open") }) as const;

/** Before anything that was begun since. */
function putBack({ personId, contactId, draft }: FirstLetter) {
  const begun = keptLetter(personId, contactId);
  keepLetter(personId, contactId, {
    ...draft,
    html: draft.html + (begun?.html ?? ""),
    text: [draft.text, begun?.text ?? ""].filter((part) => part !== "").join("\n"),
    files: [...draft.files, ...(begun?.files ?? [])],
  });
}

function bodyOf({
  channelId,
  contactId,
  draft,
  signature,
}: FirstLetter): Args<"POST /conversations">["body"] {
  const { clientKey, subject, to, cc, files } = draft;
  const { html, text } = signed(draft, draft.isSigned ? signature : "");
  const fileIds = [...new Set([...files.map((file) => file.id), ...picturesIn(html)])];
  return {
    channelId,
    contactId,
    clientKey,
    text,
    fileIds,
    letter: { subject: subject.trim(), to, cc, html },
  };
}
