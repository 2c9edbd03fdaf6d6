import { isCode } from "./api-error.ts";
import { errorWords, requestIdOf } from "./error-words.ts";
import { keep, kept } from "./keep.ts";
import { randomId, tabId } from "./random-id.ts";
import { makeStore } from "./store.ts";

/** What was written, while the hub has not kept it. */
export type Outgoing<Written> = Written & Standing;

interface Standing {
  clientKey: string;
  /** The browser tab that sends it. */
  tab: string;
  /** When it was written, in milliseconds. */
  at: number;
  /** `held` can be undone; `unseen` met something that came in; `failed` waits for its author. */
  state: "held" | "sending" | "unseen" | "failed";
  problem?: { words: string; requestId?: string };
}

interface Way<Written, Answer> {
  /** Under which it is kept in the browser. */
  name: string;
  holdMs(written: Written): number;
  /** With `keepalive` the request outlives the page. */
  send(outgoing: Outgoing<Written>, keepalive: boolean): Promise<Answer>;
  onKept(answer: Answer, outgoing: Outgoing<Written>): void;
  isUnseen?(error: unknown, outgoing: Outgoing<Written>): boolean;
}

/** How long it can be taken back; a letter lies with its reader for good. */
export const holdMs = { chat: 4000, letter: 10_000 };
const retryMs = [1000, 2000, 4000, 8000, 15_000];
/** Another tab that holds the same ones sends them itself by then; the key makes one of both. */
const orphanMs = 20_000;
const tab = tabId();

/** Holds what was written for a moment, then sends it, over reloads and until it is kept or its author must decide. */
export function makeOutbox<Written extends object, Answer>(way: Way<Written, Answer>) {
  type Out = Outgoing<Written>;
  const store = makeStore<Out[]>([]);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const noticed = new Set<(outgoing: Out) => void>();
  let owner = "";

  /** Takes up what an earlier page of this person left behind, and leaves nothing behind when this one goes. */
  function open(personId: string): void {
    if (owner === personId) return;
    owner = personId;
    adopt();
    setTimeout(adopt, orphanMs);
    window.addEventListener("pagehide", sendAllHeld);
  }

  function adopt() {
    const isLeft = (one: Out) => one.tab === tab || one.at < Date.now() - orphanMs;
    const left = stored().filter((one) => isLeft(one) && !find(one.clientKey));
    if (left.length === 0) return;
    change((all) => [...all, ...left.map((one) => ({ ...one, tab }))]);
    for (const { clientKey, state } of left)
      if (state === "held" || state === "sending") void deliver(clientKey);
  }

  /** Tells of what did not go out, whatever is on the screen by then. */
  function onProblem(listener: (outgoing: Out) => void): () => void {
    noticed.add(listener);
    return () => noticed.delete(listener);
  }

  function post(written: Written, clientKey = randomId()): void {
    const made: Out = { ...written, clientKey, tab, at: Date.now(), state: "held" };
    change((all) => [...all, made]);
    timers.set(
      clientKey,
      setTimeout(() => void deliver(clientKey), way.holdMs(written)),
    );
  }

  /** Out of it again, unless it is on its way. */
  function takeOut(clientKey: string): Out | undefined {
    const outgoing = find(clientKey);
    if (!outgoing || outgoing.state === "sending") return undefined;
    clearTimeout(timers.get(clientKey));
    change((all) => all.filter((one) => one !== outgoing));
    return outgoing;
  }

  /** Sends one that waits for its author. */
  function sendAgain(clientKey: string, changed: Partial<Written>): void {
    update(clientKey, changed);
    update(clientKey, { problem: undefined });
    void deliver(clientKey);
  }

  function sendAllHeld() {
    for (const { clientKey, state } of store.get()) if (state === "held") void deliver(clientKey, true);
  }

  async function deliver(clientKey: string, isLeaving = false, tries = 0): Promise<void> {
    clearTimeout(timers.get(clientKey));
    const outgoing = find(clientKey);
    if (!outgoing) return;
    update(clientKey, { state: "sending" });
    try {
      way.onKept(await way.send(outgoing, isLeaving), outgoing);
      change((all) => all.filter((one) => one.clientKey !== clientKey));
    } catch (error) {
      fail(clientKey, error, tries);
    }
  }

  /** What passes by itself is tried again under the same key, so it can never be there twice. */
  function fail(clientKey: string, error: unknown, tries: number) {
    const wait = retryMs[tries];
    const problem = { words: errorWords(error), requestId: requestIdOf(error) };
    if (isPassing(error) && wait !== undefined) {
      update(clientKey, { problem });
      timers.set(
        clientKey,
        setTimeout(() => void deliver(clientKey, false, tries + 1), wait),
      );
      return;
    }
    const outgoing = find(clientKey);
    const isUnseen = outgoing && way.isUnseen?.(error, outgoing);
    update(clientKey, { state: isUnseen ? "unseen" : "failed", problem });
    const failed = find(clientKey);
    if (failed) for (const listener of noticed) listener(failed);
  }

  const find = (clientKey: string) => store.get().find((one) => one.clientKey === clientKey);

  function update(clientKey: string, some: Partial<Written> | Partial<Standing>) {
    change((all) => all.map((one) => (one.clientKey === clientKey ? { ...one, ...some } : one)));
  }

  function change(how: (all: Out[]) => Out[]) {
    store.set(how);
    const ours = store.get();
    const others = stored().filter((one) => one.tab !== tab && !find(one.clientKey));
    keep(`${way.name}:${owner}`, ours.length + others.length > 0 ? [...others, ...ours] : undefined);
  }

  function stored(): Out[] {
    const all = kept(`${way.name}:${owner}`);
    return Array.isArray(all) ? (all as Out[]) : [];
  }

  return { store, open, onProblem, post, takeOut, sendAgain, update };
}

const isPassing = (error: unknown) =>
  isCode(error, "unreachable") || isCode(error, "unavailable") || isCode(error, "rate_limited");
