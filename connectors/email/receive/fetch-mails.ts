import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import { uidRanges } from "./uid-ranges.ts";
import { isRefusal, wordsOf } from "./words-of.ts";

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
export async function* fetchMails(client: ImapFlow, uids: number[], wanted: Wanted): AsyncGenerator<Fetched> {
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
    if (!isRefusal(error)) throw error;
  }
  for (const uid of [...left]) {
    const bytes = early.get(uid);
    if (bytes) yield { uid, bytes };
    else yield* fetchAlone(client, uid, wanted);
  }
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

/** A mail that its server cannot read must not hold up the others. */
async function* fetchAlone(client: ImapFlow, uid: number, wanted: Wanted): AsyncGenerator<Fetched> {
  try {
    const message = await client.fetchOne(`${uid}`, wanted.query, { uid: true });
    if (!message) return;
    const bytes = wanted.bytesOf(message);
    yield bytes ? { uid, bytes } : { uid, refusal: "The server did not give this mail." };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    yield { uid, refusal: wordsOf(error) };
  }
}
