import type { ImapFlow } from "imapflow";
import { demandOpen } from "./demand-open.ts";
import { isRefusal } from "./words-of.ts";

/** Whether the server gives any mail of the open folder but this one: tried with the newest, and with the oldest. */
export async function givesOthers(client: ImapFlow, uid: number): Promise<boolean> {
  const count = client.mailbox ? client.mailbox.exists : 0;
  const places = new Set([count, count - 1, count - 2, 1].filter((place) => place > 0));
  for (const place of places) {
    const other = await client.fetchOne(`${place}`, beginning).catch(undefinedIfRefused);
    demandOpen(client);
    if (other && other.uid !== uid && other.source) return true;
  }
  return false;
}

const beginning = { uid: true, source: { start: 0, maxLength: 1_000 } };

function undefinedIfRefused(error: unknown): undefined {
  if (!isRefusal(error)) throw error;
}
