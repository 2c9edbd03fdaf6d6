import { eq, sql } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import { interactions } from "../../../db/schema/conversations.ts";
import type { EventMap } from "../../contract/events.ts";
import type { Tx } from "../../lib/transact.ts";

type What = EventMap["call.recordingChanged"]["what"];

/** Says that something about a call's recordings changed, so that all screens show it; lock its row before. */
export async function touchCall(
  tx: Tx,
  { callId, what, actorId }: { callId: string; what: What; actorId?: string },
): Promise<{ conversationId: string | undefined }> {
  await tx.db
    .update(calls)
    .set({ version: sql`${calls.version} + 1` })
    .where(eq(calls.id, callId));
  const [row] = await tx.db
    .update(interactions)
    .set({ version: sql`${interactions.version} + 1` })
    .where(eq(interactions.id, callId))
    .returning({ conversationId: interactions.conversationId });
  const conversationId = row?.conversationId;
  tx.append({ type: "call.recordingChanged", conversationId, actorId, data: { callId, what } });
  return { conversationId };
}
