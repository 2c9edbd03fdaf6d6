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
  const left = new Set(uids);
  const [first = 0] = uids;
  if (trouble.hasEndedAt(first) && (await givesOthers(client, first))) {
    left.delete(first);
    if (trouble.isHopeless(first)) yield { uid: first, refusal: "The server fails at this mail each time." };
    else yield* fetchSuspect(client, first, wanted, trouble);
  }
  try {
    yield* fetchLeft(client, left, wanted, trouble);
  } catch (error) {
    if (left.has(first) && isEnd(error)) trouble.suspect(first);
    throw error;
  }
}

/** By itself: what ended the last connection may have been one behind it, and this one only not sent yet. */
async function* fetchSuspect(
  client: ImapFlow,
  uid: number,
  wanted: Wanted,
  trouble: Trouble,
): AsyncGenerator<Fetched> {
  try {
    yield* fetchLeft(client, new Set([uid]), wanted, trouble);
  } catch (error) {
    if (isEnd(error)) trouble.blame(uid);
    throw error;
  }
}

async function* fetchLeft(
  client: ImapFlow,
  left: Set<number>,
  wanted: Wanted,
  trouble: Trouble,
): AsyncGenerator<Fetched> {
  if (left.size === 0) return;
  const early = new Map<number, Buffer>();
  try {
    for await (const message of client.fetch(uidRanges([...left]), wanted.query, { uid: true })) {
      const bytes = wanted.bytesOf(message);
      // A changed flag comes in between, without what was asked for.
      if (!bytes || !left.has(message.uid)) continue;
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
