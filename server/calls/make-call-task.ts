import { newId } from "../../db/schema/columns.ts";
import { tasks } from "../../db/schema/sales.ts";
import { dueAfter } from "../lib/business-time.ts";
import type { Tx } from "../lib/transact.ts";
import { watchDue } from "../tasks/watch-due.ts";
import { findHoursOf } from "./find-hours-of.ts";
import type { HeldCall } from "./hold-call.ts";

interface CallTask {
  kind: "callback" | "voicemail";
  title: string;
  /** When somebody should have had time for the caller; null where nobody knew. */
  expectedAt?: string | null;
}

/** Minutes of office hours. */
export const callBackMinutes = 15;

/** Whoever has the conversation is to do it, or else who takes it first: soon, or when it would have been the caller's turn. */
export async function makeCallTask(
  tx: Tx,
  { call, conversation, now }: HeldCall,
  { kind, title, expectedAt = null }: CallTask,
): Promise<void> {
  const taskId = newId();
  const { id: conversationId, contactId, assigneeId } = conversation;
  const dueAt = dueAfter(now, minutesTo(expectedAt, now), await findHoursOf(tx, call.channelId));
  await tx.db
    .insert(tasks)
    .values({ id: taskId, kind, title, contactId, conversationId, assigneeId, dueAt, createdAt: now });
  tx.append({
    type: "task.created",
    conversationId,
    data: { taskId, contactId, assigneeId, dueAt: dueAt.toISOString() },
  });
  await watchDue(tx, taskId, dueAt);
}

function minutesTo(expectedAt: string | null, now: Date): number {
  if (expectedAt === null) return callBackMinutes;
  const minutes = Math.ceil((Date.parse(expectedAt) - now.getTime()) / 60_000);
  return Math.min(callBackMinutes, Math.max(1, minutes));
}
