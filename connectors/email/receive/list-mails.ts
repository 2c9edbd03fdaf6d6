import type { ImapFlow } from "imapflow";
import { demandOpen } from "./demand-open.ts";
import { stillThere } from "./still-there.ts";
import { uidRanges } from "./uid-ranges.ts";

export interface Listed {
  uid: number;
  /** Bytes, as the server says; 0 where it does not. */
  size: number;
  arrivedAt: Date;
}

const batch = 200;

/** Sizes and times of mails, some at a time; what is gone is left out. */
export async function* listMails(client: ImapFlow, uids: number[]): AsyncGenerator<Listed[]> {
  for (let at = 0; at < uids.length; at += batch) {
    const asked = new Set(uids.slice(at, at + batch));
    const query = { uid: true, size: true, internalDate: true };
    const answers = await client.fetchAll(uidRanges([...asked]), query, { uid: true });
    demandOpen(client);
    const listed = answers.flatMap(({ uid, size, internalDate }): Listed[] => {
      // A changed flag comes in between, without what was asked for.
      if (size === undefined || !asked.delete(uid)) return [];
      return [{ uid, size, arrivedAt: new Date(internalDate ?? Date.now()) }];
    });
    const left = await stillThere(client, [...asked]);
    const unlisted = left.map((uid) => ({ uid, size: 0, arrivedAt: new Date() }));
    yield [...listed, ...unlisted].sort((one, other) => one.uid - other.uid);
  }
}

/** Bytes that may be in memory until the first of a stretch is there. */
const mostOfStretch = 8 * 1024 * 1024;

interface Stretch {
  mails: Listed[];
  isLarge: boolean;
}

/** What can be fetched with one command: mails up to the given size, not too many, or the headers of larger ones. */
export function stretches(listed: Listed[], mostBytes: number): Stretch[] {
  const found: Stretch[] = [];
  let bytes = 0;
  for (const mail of listed) {
    const isLarge = mail.size > mostBytes;
    const last = found.at(-1);
    bytes += isLarge ? 0 : mail.size;
    if (last?.isLarge === isLarge && bytes <= mostOfStretch) last.mails.push(mail);
    else {
      found.push({ mails: [mail], isLarge });
      bytes = isLarge ? 0 : mail.size;
    }
  }
  return found;
}
