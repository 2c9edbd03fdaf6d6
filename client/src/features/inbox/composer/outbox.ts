import type { FileInfo, Interaction } from "../../../../../server/contract/conversations.ts";
import { send } from "../../../lib/api.ts";
import { isCode } from "../../../lib/api-error.ts";
import { holdMs, makeOutbox, type Outgoing as OutgoingOf } from "../../../lib/make-outbox.ts";
import { useStore } from "../../../lib/store.ts";
import { putInteraction } from "../../../realtime/cache/timeline.ts";
import { changeDraft, type DraftKind, findDraft, type LetterFields } from "./drafts.ts";
import { bodyOf } from "./letter-body.ts";

export interface OutgoingLetter extends LetterFields {
  /** As it was when it was written; empty where there is none. */
  signature: string;
}

interface Answer {
  conversationId: string;
  kind: DraftKind;
  text: string;
  files: FileInfo[];
  letter?: OutgoingLetter;
  mentions: string[];
  /** Absent when it is to go whatever came in. */
  seenLength?: number;
}

export type Outgoing = OutgoingOf<Answer>;

/** Answers and notes. */
export const outbox = makeOutbox<Answer, Interaction>({
  name: "outbox",
  holdMs: ({ letter }) => (letter ? holdMs.letter : holdMs.chat),
  send: (outgoing, keepalive) =>
    send(
      "POST /conversations/:id/interactions",
      { params: { id: outgoing.conversationId }, body: bodyOf(outgoing) },
      { keepalive },
    ),
  onKept: putInteraction,
  isUnseen: (error, { seenLength }) => isCode(error, "conflict") && seenLength !== undefined,
});

const none: Outgoing[] = [];
let lists: Record<string, Outgoing[]> = {};
outbox.store.subscribe(() => {
  const all = outbox.store.get();
  lists = Object.groupBy(all, (outgoing) => outgoing.conversationId) as Record<string, Outgoing[]>;
});

export const useOutgoing = (conversationId: string): Outgoing[] =>
  useStore(outbox.store, () => lists[conversationId] ?? none);

/** Back into the composer, before anything that was begun there since. */
export function takeBack(clientKey: string): void {
  const outgoing = outbox.takeOut(clientKey);
  if (!outgoing) return;
  const { conversationId, kind, text, files, letter } = outgoing;
  const draft = findDraft(conversationId);
  const joined = [text, draft[kind]].filter((part) => part !== "").join("\n");
  changeDraft(conversationId, { kind, [kind]: joined, files: [...files, ...draft.files] });
  if (!letter) return;
  const { signature: _, ...fields } = letter;
  changeDraft(conversationId, { letter: { ...fields, html: letter.html + (draft.letter?.html ?? "") } });
}

/** Sends one that waits for its author; with `whatever`, also over what came in. */
export const sendAgain = (clientKey: string, whatever: boolean): void =>
  outbox.sendAgain(clientKey, whatever ? { seenLength: undefined } : {});

/** While its conversation is looked at, what comes in during the hold has been seen. */
export function raiseSeen(conversationId: string, length: number): void {
  for (const { clientKey, conversationId: id, seenLength, state } of outbox.store.get()) {
    if (id !== conversationId || state !== "held" || seenLength === undefined) continue;
    if (seenLength < length) outbox.update(clientKey, { seenLength: length });
  }
}
