import { and, eq, isNull, sql } from "drizzle-orm";
import { recordingSegments } from "../../db/schema/calls.ts";
import { tasks } from "../../db/schema/sales.ts";
import type { Tx } from "../lib/transact.ts";
import type { HeldCall } from "./hold-call.ts";
import { makeCallTask } from "./make-call-task.ts";

/** Whether there is sound of a message that the caller left. */
export async function hasVoicemail(tx: Tx, { call }: HeldCall): Promise<boolean> {
  const [segment] = await tx.db
    .select({ id: recordingSegments.id })
    .from(recordingSegments)
    .where(and(eq(recordingSegments.callId, call.id), eq(recordingSegments.kind, "voicemail")))
    .limit(1);
  return segment !== undefined;
}

/** What the caller has said is to be listened to; where that is known late, instead of calling them back unheard. */
export async function keepVoicemail(tx: Tx, held: HeldCall): Promise<void> {
  const { call } = held;
  if (call.outcome === "voicemail") return;
  call.outcome = "voicemail";
  const task = { kind: "voicemail", title: "Listen to the voicemail" } as const;
  if (call.stage === "ended" && (await replaceCallback(tx, held, task))) return;
  await makeCallTask(tx, held, task);
}

async function replaceCallback(
  tx: Tx,
  { conversation: { id: conversationId, contactId }, now }: HeldCall,
  task: Pick<typeof tasks.$inferInsert, "kind" | "title">,
): Promise<boolean> {
  const replaced = await tx.db
    .update(tasks)
    .set({ ...task, version: sql`${tasks.version} + 1`, updatedAt: now })
    .where(
      and(
        eq(tasks.contactId, contactId),
        eq(tasks.conversationId, conversationId),
        eq(tasks.kind, "callback"),
        isNull(tasks.doneAt),
      ),
    )
    .returning({ id: tasks.id });
  for (const { id: taskId } of replaced)
    tx.append({ type: "task.updated", conversationId, data: { taskId } });
  return replaced.length > 0;
}
