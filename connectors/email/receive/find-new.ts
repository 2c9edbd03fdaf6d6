import type { ImapFlow, SearchObject } from "imapflow";
import type { Cursor } from "./cursor.ts";

/** Servers name the day in their own time zone, and their clocks differ from ours. */
const slackMs = 86_400_000;

/** The UIDs of what was not yet received, in their order. */
export async function findNew(client: ImapFlow, cursor: Cursor, since: Date): Promise<number[]> {
  const { lastUid, searchedBelow = 0 } = cursor;
  const next = lastUid + 1;
  const start = Math.max(next, searchedBelow);
  const from = new Date(since.getTime() - slackMs);
  const older =
    next < searchedBelow ? await search(client, { uid: `${next}:${searchedBelow - 1}`, since: from }) : [];
  const newer = await search(client, { uid: `${start}:*` });
  // Of `n:*` the last mail is always found, also when its UID is below n (RFC 9051, 9).
  const found = [...older.filter((uid) => uid >= next), ...newer.filter((uid) => uid >= start)];
  return [...new Set(found)].sort((one, other) => one - other);
}

/** @throws Error where the server, or a connection that has ended, finds nothing out */
export async function search(client: ImapFlow, query: SearchObject): Promise<number[]> {
  const uids = await client.search(query, { uid: true });
  // The library keeps to itself why a search failed.
  if (!Array.isArray(uids)) throw new Error("The server did not search the folder.");
  return uids;
}
