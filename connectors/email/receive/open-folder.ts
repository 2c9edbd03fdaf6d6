import type { ImapFlow } from "imapflow";
import { type Cursor, readCursor } from "./cursor.ts";
import type { EmailContext } from "./email-context.ts";

/** UIDs have 32 bits (RFC 9051, 2.3.1.1). */
const aboveAllUids = 2 ** 32;

/** Opens a folder, changing nothing in it, and tells how far it was received. */
export async function openFolder(context: EmailContext, client: ImapFlow, path: string): Promise<Cursor> {
  const mailbox = await client.mailboxOpen(path, { readOnly: true });
  const uidValidity = String(mailbox.uidValidity);
  const { uidNext } = mailbox;
  const kept = await readCursor(context, path);
  // A folder put back from a backup gives its UIDs a second time, and often under the same UIDVALIDITY.
  const isSame = kept?.uidValidity === uidValidity && !(uidNext <= kept.lastUid);
  return kept && isSame ? kept : { uidValidity, lastUid: 0, searchedBelow: uidNext || aboveAllUids };
}
