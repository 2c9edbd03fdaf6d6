import type { ImapFlow } from "imapflow";
import { uidRanges } from "./uid-ranges.ts";

export interface Listed {
  uid: number;
  /** Bytes, as the server says. */
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
    const listed = answers.flatMap(({ uid, size, internalDate }): Listed[] => {
      // A changed flag comes in between, without what was asked for.
      if (size === undefined || !asked.delete(uid)) return [];
      return [{ uid, size, arrivedAt: new Date(internalDate ?? Date.now()) }];
    });
    yield listed.sort((one, other) => one.uid - other.uid);
  }
}

/** What can be fetched with one command: mails up to the given size, or larger ones. */
export function stretches(listed: Listed[], mostBytes: number): { mails: Listed[]; isLarge: boolean }[] {
  const found: { mails: Listed[]; isLarge: boolean }[] = [];
  for (const mail of listed) {
    const isLarge = mail.size > mostBytes;
    const last = found.at(-1);
    if (last?.isLarge === isLarge) last.mails.push(mail);
    else found.push({ mails: [mail], isLarge });
  }
  return found;
}
