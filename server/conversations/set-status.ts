import { refuseDuringCall } from "../calls/refuse-during-call.ts";
import type { ConversationStatus } from "../contract/conversations.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob } from "../lib/jobs.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { closeAnswerTasks } from "../tasks/close-answer-tasks.ts";
import { changeStatus } from "./change-status.ts";
import { holdConversation, saveConversation } from "./hold.ts";
import { syncWorkItem } from "./sync-work-item.ts";

/** Opens, snoozes until a time, resolves, or waits for the contact; nobody waits for an answer any more in the last two. */
export async function setStatus(
  deps: Deps,
  input: { access: Access; conversationId: string; status: ConversationStatus; snoozedUntil?: string },
): Promise<void> {
  const { access, conversationId, status } = input;
  const now = deps.clock.now();
  const until = snoozeEnd(input, now);
  await transact(deps, async (tx) => {
    const held = await holdConversation(tx, access, conversationId);
    if (held.status === status && held.snoozedUntil?.getTime() === until?.getTime()) return;
    await refuseDuringCall(tx, { conversationId });
    await changeStatus(tx, held, { to: status, until, actorId: access.personId, reason: "person", now });
    if (status === "resolved" || status === "pending") {
      held.waitingSince = null;
      await closeAnswerTasks(tx, { conversationId, personId: access.personId, by: "person", now });
    }
    await syncWorkItem(tx, held, access.personId, now);
    await saveConversation(tx, held, now);
    if (until)
      await addJob(
        tx,
        "wakeConversation",
        { conversationId },
        { runAt: until, key: wakeKey(conversationId) },
      );
  });
}

const wakeKey = (conversationId: string) => `wake:${conversationId}`;

function snoozeEnd(
  { status, snoozedUntil }: { status: ConversationStatus; snoozedUntil?: string },
  now: Date,
): Date | undefined {
  const refuse = (why: string) => {
    throw new AppError("invalid", `The time ${why}.`, { fields: { snoozedUntil: why } });
  };
  if (status !== "snoozed") return snoozedUntil === undefined ? undefined : refuse("is only for snoozing");
  if (snoozedUntil === undefined) return refuse("until which to snooze is missing");
  const until = new Date(snoozedUntil);
  return until > now ? until : refuse("must be in the future");
}
