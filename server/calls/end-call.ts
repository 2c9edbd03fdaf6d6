import { sql } from "drizzle-orm";
import type { CallOutcome } from "../../db/schema/calls.ts";
import { changeStatus } from "../conversations/change-status.ts";
import { syncWorkItem } from "../conversations/sync-work-item.ts";
import type { Tx } from "../lib/transact.ts";
import type { CallRow, HeldCall } from "./hold-call.ts";
import { dropLegs } from "./legs/legs.ts";
import { callBackMinutes, makeCallTask } from "./make-call-task.ts";
import { keepRecordingLater } from "./recordings/keep-recording-later.ts";

/** The caller left or was lost, one of us ended it, or its flow did: then the caller is told by its steps. */
export type End = "callerLeft" | "dropped" | "endedHere" | "finished" | "failed";

/** Ends a held call for good: its work is to be wrapped up or over, and who was not served is to be called back. */
export async function endCall(tx: Tx, held: HeldCall, end: End): Promise<void> {
  const { call, conversation, actorId, now } = held;
  call.outcome = outcomeOf(held, end, await hasRung(tx, held));
  Object.assign(call, { stage: "ended", endedAt: now, lostAt: null });
  Object.assign(call, { isHeld: false, isPaused: false, isRecordingPending: false });
  dropLegs(held);
  await keepRecordingLater(tx, { callId: call.id, now });
  if (end === "dropped" || end === "endedHere") held.asks.push({ type: "hangUp" });
  if (end !== "finished" && end !== "failed") call.steps = [];
  if (isUnserved(call)) {
    const title = `Call back within ${callBackMinutes} minutes`;
    await makeCallTask(tx, held, { kind: "callback", title });
  }
  conversation.waitingSince = null;
  if (conversation.status === "resolved") return;
  await changeStatus(tx, conversation, { to: "resolved", actorId, reason: "callEnded", now });
  await syncWorkItem(tx, conversation, actorId, now);
}

/** Whether a call has ended without anybody's having heard what it was about. */
export const isUnserved = ({ stage, outcome }: CallRow): boolean =>
  stage === "ended" && outcome !== null && unserved.has(outcome);

const unserved = new Set<CallOutcome>(["missed", "abandoned", "dropped"]);

function outcomeOf({ call: { stage, outcome } }: HeldCall, end: End, hasRung: boolean): CallOutcome {
  if (end === "dropped" && (stage === "active" || !outcome)) return "dropped";
  if (stage === "active") return "answered";
  if (outcome) return outcome;
  if (end === "failed") return "failed";
  return end === "callerLeft" && !hasRung ? "abandoned" : "missed";
}

/** Whether anybody was asked for it. */
async function hasRung(tx: Tx, { conversation, legs }: HeldCall): Promise<boolean> {
  if (legs.length > 0) return true;
  const { rows } = await tx.db.execute(sql`
    select from work_items where conversation_id = ${conversation.id}
      and (offered_to is not null or cardinality(passed_by) > 0) limit 1`);
  return rows.length > 0;
}
