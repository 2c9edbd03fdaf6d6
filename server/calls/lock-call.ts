import { and, eq, type SQL } from "drizzle-orm";
import { calls } from "../../db/schema/calls.ts";
import type { Tx } from "../lib/transact.ts";

/** How the hub knows a call, and how its carrier does. */
export type CallKey = { id: string } | { channelId: string; externalId: string };

/** A call's row, which nobody else changes until this transaction is over. */
export async function lockCall(tx: Tx, key: CallKey): Promise<typeof calls.$inferSelect | undefined> {
  const [call] = await tx.db.select().from(calls).where(whichCall(key)).for("no key update");
  return call;
}

export const whichCall = (key: CallKey): SQL | undefined =>
  "id" in key
    ? eq(calls.id, key.id)
    : and(eq(calls.channelId, key.channelId), eq(calls.externalId, key.externalId));
