import type { ImapFlow } from "imapflow";
import { z } from "zod";
import { keepCursor, keepState, markOf } from "./cursor.ts";
import type { EmailContext } from "./email-context.ts";

const dayMs = 86_400_000;

/** By the user alone: what came while a mailbox moved to another server is still wanted. */
const keyOf = ({ settings: { user, address } }: EmailContext) => `since ${markOf(user || address)}`;

/** From when on mail is wanted; undefined before the first connection. */
export async function readStartPoint(context: EmailContext): Promise<Date | undefined> {
  const kept = z.iso.datetime().safeParse(await context.state.get(keyOf(context))).data;
  return kept === undefined ? undefined : new Date(kept);
}

/** @throws LostTurn Where this node may not fetch. */
export const holdTurn = (context: EmailContext, since: Date): Promise<void> =>
  keepState(context, keyOf(context), since.toISOString());

/**
 * From now on, or from some days ago. The places of the folders are kept first: a crash in between begins anew, and
 * nothing that came meanwhile is passed over.
 */
export async function setStartPoint(
  context: EmailContext,
  client: ImapFlow,
  folders: string[],
): Promise<Date> {
  const { importDays } = context.settings;
  const since = new Date(Date.now() - importDays * dayMs);
  if (importDays === 0) for (const folder of folders) await beginNow(context, client, folder);
  await holdTurn(context, since);
  return since;
}

async function beginNow(context: EmailContext, client: ImapFlow, folder: string) {
  const status =
    (await client.status(folder, { uidNext: true, uidValidity: true }).catch(noFolder)) || undefined;
  if (!status?.uidNext || !status.uidValidity) return;
  const cursor = { uidValidity: String(status.uidValidity), lastUid: status.uidNext - 1 };
  await keepCursor(context, folder, cursor);
}

/** One that is made later is searched from the start on. */
function noFolder(error: { code?: string }): undefined {
  if (error.code !== "NotFound") throw error;
}
