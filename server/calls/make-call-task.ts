import { newId } from "../../db/schema/columns.ts";
import { tasks } from "../../db/schema/sales.ts";
import { dueAfter } from "../lib/business-time.ts";
import type { Tx } from "../lib/transact.ts";
import { watchDue } from "../tasks/watch-due.ts";
import { findHoursOf } from "./find-hours-of.ts";
import type { HeldCall } from "./hold-call.ts";

/** Minutes of office hours. */
export const callBackMinutes = 15;

/** Whoever has the conversation is to do it, soon. */
export async function makeCallTask(
  tx: Tx,
  { call, conversation, now }: HeldCall,
  { kind, title }: { kind: "callback" | "todo"; title: string },
): Promise<void> {
  const taskId = newId();
  const { id: conversationId, contactId, assigneeId } = conversation;
  const dueAt = dueAfter(now, callBackMinutes, await findHoursOf(tx, call.channelId));
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
