import type { ImapFlow } from "imapflow";
import { type Cursor, readCursor } from "./cursor.ts";
import type { EmailContext } from "./email-context.ts";
import { search } from "./find-new.ts";

/** Opens a folder, changing nothing in it, and tells how far it was received. */
export async function openFolder(context: EmailContext, client: ImapFlow, path: string): Promise<Cursor> {
  const mailbox = await client.mailboxOpen(path, { readOnly: true });
  const uidValidity = String(mailbox.uidValidity);
  const uidNext: number | undefined = mailbox.uidNext;
  const kept = await readCursor(context, path);
  // A folder put back from a backup gives its UIDs a second time, and often under the same UIDVALIDITY.
  const isPutBack = kept && uidNext && uidNext <= kept.lastUid;
  if (kept?.uidValidity === uidValidity && !isPutBack) return kept;
  return { uidValidity, lastUid: 0, searchedBelow: uidNext || (await largestUid(client)) + 1 };
}

/** Of servers that do not say which UID is the next. */
async function largestUid(client: ImapFlow): Promise<number> {
  const isEmpty = client.mailbox && client.mailbox.exists === 0;
  return isEmpty ? 0 : Math.max(0, ...(await search(client, { uid: "*" })));
}
