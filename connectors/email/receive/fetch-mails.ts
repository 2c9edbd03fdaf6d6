import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import { demandOpen } from "./demand-open.ts";
import { fetchRest, type NoteRefusal } from "./fetch-rest.ts";
import { uidRanges } from "./uid-ranges.ts";
import { isPassing, isRefusal } from "./words-of.ts";

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
  noteRefusal: NoteRefusal,
): AsyncGenerator<Fetched> {
  demandOpen(client);
  const left = new Set(uids);
  const early = new Map<number, Buffer>();
  try {
    for await (const message of client.fetch(uidRanges(uids), wanted.query, { uid: true })) {
      const bytes = wanted.bytesOf(message);
      // A changed flag comes in between, without what was asked for.
      if (!bytes || !left.has(message.uid)) continue;
      early.set(message.uid, bytes);
      yield* takeInOrder(left, early);
    }
  } catch (error) {
    if (!isRefusal(error) || isPassing(error)) throw error;
  }
  yield* fetchRest(client, { left, early }, wanted, noteRefusal);
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
