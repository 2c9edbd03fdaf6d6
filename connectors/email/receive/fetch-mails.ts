import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import { demandOpen } from "./demand-open.ts";
import { fetchRest } from "./fetch-rest.ts";
import { givesOthers } from "./gives-others.ts";
import type { Trouble } from "./trouble.ts";
import { uidRanges } from "./uid-ranges.ts";
import { isEnd, isPassing, isRefusal } from "./words-of.ts";

export type Fetched = { uid: number; bytes: Buffer } | { uid: number; refusal: string };

/** What of a mail is wanted, and where it then stands. */
export interface Wanted {
  query: FetchQueryObject;
  bytesOf: (message: FetchMessageObject) => Buffer | undefined;
}

export const wholeMail = (mostBytes: number): Wanted => ({
  query: { uid: true, source: { start: 0, maxLength: mostBytes } },
  bytesOf: (message) => message.source,
});

export const headerOnly: Wanted = {
  query: { uid: true, headers: true },
  bytesOf: (message) => message.headers,
};

/** Mails in the order of their UIDs, whatever the server's; what is gone is left out. Never marks anything as read. */
export async function* fetchMails(
  client: ImapFlow,
  uids: number[],
  wanted: Wanted,
  trouble: Trouble,
): AsyncGenerator<Fetched> {
  demandOpen(client);
  const [first = 0] = uids;
  const isSuspect = trouble.hasEndedAt(first);
  if (isSuspect) {
    const givesAny = await givesOthers(client, first, trouble);
    const note = givesAny ? trouble.blame : trouble.suspect;
    if (givesAny && trouble.giveUp(first))
      yield { uid: first, refusal: "The server fails at this mail each time." };
    // By itself: what ended the last connection may have been one behind it, and this one only not sent yet.
    else yield* fetchTelling(client, [first], wanted, { trouble, note });
  }
  const others = isSuspect ? uids.slice(1) : uids;
  yield* fetchTelling(client, others, wanted, { trouble, note: trouble.suspect });
}

/** Notes the first where the server ends before it has given that. */
async function* fetchTelling(
  client: ImapFlow,
  uids: number[],
  wanted: Wanted,
  { trouble, note }: { trouble: Trouble; note: (uid: number) => void },
): AsyncGenerator<Fetched> {
  const [first] = uids;
  if (first === undefined) return;
  const left = new Set(uids);
  try {
    yield* fetchLeft(client, left, wanted, trouble);
  } catch (error) {
    if (left.has(first) && isEnd(error)) note(first);
    throw error;
  }
}

async function* fetchLeft(
  client: ImapFlow,
  left: Set<number>,
  wanted: Wanted,
  trouble: Trouble,
): AsyncGenerator<Fetched> {
  const early = new Map<number, Buffer>();
  try {
    for await (const message of client.fetch(uidRanges([...left]), wanted.query, { uid: true })) {
      const bytes = wanted.bytesOf(message);
      // A changed flag comes in between, without what was asked for.
      if (!bytes || !left.has(message.uid)) continue;
      trouble.noteGiven(message.uid);
      early.set(message.uid, bytes);
      yield* takeInOrder(left, early);
    }
  } catch (error) {
    if (!isRefusal(error) || isPassing(error)) throw error;
  }
  yield* fetchRest(client, { left, early }, wanted, trouble);
}

function* takeInOrder(left: Set<number>, early: Map<number, Buffer>): Generator<Fetched> {
  for (const uid of left) {
    const bytes = early.get(uid);
    if (!bytes) return;
    left.delete(uid);
    early.delete(uid);
    yield { uid, bytes };
  }
}
