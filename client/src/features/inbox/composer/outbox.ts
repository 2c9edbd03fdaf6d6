import type { FileInfo, Interaction } from "../../../../../server/contract/conversations.ts";
import { send } from "../../../lib/api.ts";
import { isCode } from "../../../lib/api-error.ts";
import { errorWords, requestIdOf } from "../../../lib/error-words.ts";
import { keep, kept } from "../../../lib/keep.ts";
import { randomId, tabId } from "../../../lib/random-id.ts";
import { makeStore, useStore } from "../../../lib/store.ts";
import { putInteraction } from "../../../realtime/cache/timeline.ts";
import { changeDraft, type DraftKind, findDraft, type LetterFields } from "./drafts.ts";
import { bodyOf } from "./letter-body.ts";

export interface OutgoingLetter extends LetterFields {
  /** As it was when it was written; empty where there is none. */
  signature: string;
}

export interface Outgoing {
  clientKey: string;
  /** The browser tab that sends it. */
  tab: string;
  conversationId: string;
  kind: DraftKind;
  text: string;
  files: FileInfo[];
  letter?: OutgoingLetter;
  mentions: string[];
  /** Absent when it is to go whatever came in. */
  seenLength?: number;
  /** When it was written, in milliseconds. */
  at: number;
  /** `held` can be undone; `unseen` met something that came in; `failed` waits for its author. */
  state: "held" | "sending" | "unseen" | "failed";
  problem?: { words: string; requestId?: string };
}

/** How long an answer can be taken back; a letter lies with its reader for good. */
const holdMs = { chat: 4000, letter: 10_000 };
const retryMs = [1000, 2000, 4000, 8000, 15_000];
/** Another tab that holds the same ones sends them itself by then; the key makes one message of both. */
const orphanMs = 20_000;

/** Written, and not yet kept by the hub. */
export const outbox = makeStore<Outgoing[]>([]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const noticed = new Set<(outgoing: Outgoing) => void>();
const tab = tabId();
let owner = "";

const none: Outgoing[] = [];
let lists: Record<string, Outgoing[]> = {};
outbox.subscribe(() => {
  lists = Object.groupBy(outbox.get(), (outgoing) => outgoing.conversationId) as Record<string, Outgoing[]>;
});

export const useOutgoing = (conversationId: string): Outgoing[] =>
  useStore(outbox, () => lists[conversationId] ?? none);

/** Takes up what an earlier page of this person left behind, and leaves nothing behind when this one goes. */
export function openOutbox(personId: string): void {
  if (owner === personId) return;
  owner = personId;
  adopt();
  setTimeout(adopt, orphanMs);
  window.addEventListener("pagehide", sendAllHeld);
}

function adopt() {
  const isLeft = (one: Outgoing) => one.tab === tab || one.at < Date.now() - orphanMs;
  const left = stored().filter((one) => isLeft(one) && !find(one.clientKey));
  if (left.length === 0) return;
  change((all) => [...all, ...left.map((one) => ({ ...one, tab }))]);
  for (const { clientKey, state } of left)
    if (state === "held" || state === "sending") void deliver(clientKey);
}

/** Tells of an answer that did not go out, which may be to a conversation that is not on the screen any more. */
export function onProblem(listener: (outgoing: Outgoing) => void): () => void {
  noticed.add(listener);
  return () => noticed.delete(listener);
}

/** Holds it for a moment, then sends it. */
export function post(outgoing: Omit<Outgoing, "clientKey" | "tab" | "at" | "state">): void {
  const made: Outgoing = { ...outgoing, clientKey: randomId(), tab, at: Date.now(), state: "held" };
  change((all) => [...all, made]);
  timers.set(
    made.clientKey,
    setTimeout(() => void deliver(made.clientKey), made.letter ? holdMs.letter : holdMs.chat),
  );
}

/** Back into the composer, before anything that was begun there since. */
export function takeBack(clientKey: string): void {
  const outgoing = find(clientKey);
  if (!outgoing || outgoing.state === "sending") return;
  clearTimeout(timers.get(clientKey));
  change((all) => all.filter((one) => one !== outgoing));
  const { conversationId, kind, text, files, letter } = outgoing;
  const draft = findDraft(conversationId);
  const joined = [text, draft[kind]].filter((part) => part !== "").join("\n");
  changeDraft(conversationId, { kind, [kind]: joined, files: [...files, ...draft.files] });
  if (!letter) return;
  const { signature: _, ...fields } = letter;
  changeDraft(conversationId, { letter: { ...fields, html: letter.html + (draft.letter?.html ?? "") } });
}

/** Sends one that waits for its author; with `whatever`, also over what came in. */
export function sendAgain(clientKey: string, whatever: boolean): void {
  update(clientKey, { state: "sending", problem: undefined, ...(whatever && { seenLength: undefined }) });
  void deliver(clientKey);
}

/** While its conversation is looked at, what comes in during the hold has been seen. */
export function raiseSeen(conversationId: string, length: number): void {
  for (const { clientKey, conversationId: id, seenLength, state } of outbox.get()) {
    if (id !== conversationId || state !== "held" || seenLength === undefined) continue;
    if (seenLength < length) update(clientKey, { seenLength: length });
  }
}

function sendAllHeld() {
  for (const { clientKey, state } of outbox.get()) if (state === "held") void deliver(clientKey, true);
}

async function deliver(clientKey: string, isLeaving = false, tries = 0): Promise<void> {
  clearTimeout(timers.get(clientKey));
  const outgoing = find(clientKey);
  if (!outgoing) return;
  update(clientKey, { state: "sending" });
  try {
    finish(clientKey, await sendOne(outgoing, isLeaving));
  } catch (error) {
    fail(clientKey, error, tries);
  }
}

const sendOne = (outgoing: Outgoing, keepalive: boolean) =>
  send(
    "POST /conversations/:id/interactions",
    { params: { id: outgoing.conversationId }, body: bodyOf(outgoing) },
    { keepalive },
  );

function finish(clientKey: string, interaction: Interaction) {
  putInteraction(interaction);
  change((all) => all.filter((one) => one.clientKey !== clientKey));
}

/** What passes by itself is tried again under the same key, so it can never be there twice. */
function fail(clientKey: string, error: unknown, tries: number) {
  const isPassing =
    isCode(error, "unreachable") || isCode(error, "unavailable") || isCode(error, "rate_limited");
  const wait = retryMs[tries];
  const problem = { words: errorWords(error), requestId: requestIdOf(error) };
  if (isPassing && wait !== undefined) {
    update(clientKey, { problem });
    timers.set(
      clientKey,
      setTimeout(() => void deliver(clientKey, false, tries + 1), wait),
    );
    return;
  }
  const outgoing = find(clientKey);
  const isUnseen = isCode(error, "conflict") && outgoing?.seenLength !== undefined;
  update(clientKey, { state: isUnseen ? "unseen" : "failed", problem });
  const failed = find(clientKey);
  if (failed) for (const listener of noticed) listener(failed);
}

const find = (clientKey: string) => outbox.get().find((one) => one.clientKey === clientKey);

function update(clientKey: string, some: Partial<Outgoing>) {
  change((all) => all.map((one) => (one.clientKey === clientKey ? { ...one, ...some } : one)));
}

function change(how: (all: Outgoing[]) => Outgoing[]) {
  outbox.set(how);
  const ours = outbox.get();
  const others = stored().filter((one) => one.tab !== tab && !find(one.clientKey));
  keep(`outbox:${owner}`, ours.length + others.length > 0 ? [...others, ...ours] : undefined);
}

function stored(): Outgoing[] {
  const all = kept(`outbox:${owner}`);
  return Array.isArray(all) ? (all as Outgoing[]) : [];
}
