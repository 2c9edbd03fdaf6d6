import { asc, eq } from "drizzle-orm";
import { callLegs, type calls } from "../../db/schema/calls.ts";
import { type Held, holdForHub } from "../conversations/hold.ts";
import type { Tx } from "../lib/transact.ts";
import type { Ask } from "./asks/ask-carrier.ts";
import { type CallKey, lockCall } from "./lock-call.ts";

export type CallRow = typeof calls.$inferSelect;
export type LegRow = typeof callLegs.$inferSelect;

/** A call locked for this transaction; changes are made to the rows here, and written by `saveCall`. */
export interface HeldCall {
  call: CallRow;
  legs: LegRow[];
  conversation: Held;
  /** What its carrier is to be asked once all of it is committed. */
  asks: Ask[];
  now: Date;
  /** Absent where the hub or the caller does it. */
  actorId?: string;
  /** What was there, so that only what has changed is written and told. */
  before: { call: CallRow; legs: LegRow[]; conversation: Held };
}

/** Always in this order: the call, its conversation, its work item, people. */
export async function holdCall(tx: Tx, key: CallKey, now: Date): Promise<HeldCall | undefined> {
  const call = await lockCall(tx, key);
  const conversation = call && (await holdForHub(tx, call.conversationId));
  if (!conversation) return undefined;
  const legs = await tx.db
    .select()
    .from(callLegs)
    .where(eq(callLegs.callId, call.id))
    .orderBy(asc(callLegs.startedAt), asc(callLegs.id));
  const before = structuredClone({ call, legs, conversation });
  return { call, legs, conversation, asks: [], now, before };
}
