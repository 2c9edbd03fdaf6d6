import type { ImapFlow } from "imapflow";
import { demandOpen } from "./demand-open.ts";
import { search } from "./find-new.ts";
import { uidRanges } from "./uid-ranges.ts";

/** Which of the mails that the server left out of an answer it has all the same: the others were deleted. */
export async function stillThere(client: ImapFlow, uids: number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  // Until then a server may go on naming what somebody else deleted (RFC 9051, 7.5.1).
  await client.noop();
  const found = new Set(await search(client, { uid: uidRanges(uids) }));
  demandOpen(client);
  return uids.filter((uid) => found.has(uid));
}
