import type { ImapFlow } from "imapflow";
import { demandOpen } from "./demand-open.ts";
import type { Trouble } from "./trouble.ts";
import { isEnd, isRefusal } from "./words-of.ts";

/** Whether the server gives any mail of the open folder but this one: tried with the newest, and with the oldest. */
export async function givesOthers(client: ImapFlow, uid: number, trouble: Trouble): Promise<boolean> {
  const count = client.mailbox ? client.mailbox.exists : 0;
  const places = new Set([count, count - 1, count - 2, 1].filter((place) => place > 0));
  for (const place of places) {
    const other = await client.fetchOne(`${place}`, { uid: true });
    if (!other || other.uid === uid || trouble.hasEndedAt(other.uid)) continue;
    if (await gives(client, other.uid, trouble)) return true;
  }
  return false;
}

async function gives(client: ImapFlow, uid: number, trouble: Trouble): Promise<boolean> {
  try {
    const mail = await client.fetchOne(`${uid}`, beginning, { uid: true });
    demandOpen(client);
    return mail ? mail.source !== undefined : false;
  } catch (error) {
    if (isEnd(error)) trouble.suspect(uid);
    if (!isRefusal(error)) throw error;
    return false;
  }
}

const beginning = { uid: true, source: { start: 0, maxLength: 1_000 } };
