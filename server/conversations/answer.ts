import { and, eq, gte } from "drizzle-orm";
import { interactions } from "../../db/schema/index.ts";
import { refuseDuringCall } from "../calls/refuse-during-call.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { closeAnswerTasks } from "../tasks/close-answer-tasks.ts";
import { changeAssignee } from "./change-assignee.ts";
import { changeStatus } from "./change-status.ts";
import { type Held, holdConversation, saveConversation } from "./hold.ts";
import { markReadToEnd } from "./mark-read-to-end.ts";
import { syncWorkItem } from "./sync-work-item.ts";
import { type Written, writeInteraction } from "./write-interaction.ts";

export interface NewAnswer extends Written {
  access: Access;
  conversationId: string;
  seenLength?: number;
}

/**
 * Writes an answer, which a job then sends, or a note. The same `clientKey` again gives the interaction of the first time.
 * @throws AppError `conflict` where something came in meanwhile, or for a message while a call goes on there
 */
export async function answer(deps: Deps, input: NewAnswer): Promise<string> {
  refuseEmpty(input);
  const now = deps.clock.now();
  return transact(deps, async (tx) => {
    const held = await holdConversation(tx, input.access, input.conversationId);
    const known = await findByKey(tx, input);
    if (known) return known;
    // It would be taken as the writer's, and its caller waits for somebody to be connected.
    if (input.kind === "message") await refuseDuringCall(tx, input);
    await refuseUnseen(tx, input);
    const id = await writeInteraction(tx, held, input.access.personId, input, now);
    if (input.kind === "message") await takeOver(tx, held, input.access.personId, now);
    await saveConversation(tx, held, now);
    await markReadToEnd(tx, held, input.access.personId);
    return id;
  });
}

function refuseEmpty({ kind, text, fileIds, mentions, letter }: NewAnswer) {
  if (text.trim() === "" && fileIds.length === 0 && letter?.quoted?.as !== "forwarded") {
    throw new AppError("invalid", "There is nothing to send.", { fields: { text: "is empty" } });
  }
  if (kind === "message" && mentions.length > 0) {
    throw new AppError("invalid", "Only a note can mention colleagues.", {
      fields: { mentions: "are for notes" },
    });
  }
}

async function findByKey(tx: Tx, { access, clientKey, conversationId }: NewAnswer) {
  const [known] = await tx.db
    .select({ id: interactions.id, conversationId: interactions.conversationId })
    .from(interactions)
    .where(and(eq(interactions.authorId, access.personId), eq(interactions.clientKey, clientKey)));
  if (known && known.conversationId !== conversationId) {
    throw new AppError("conflict", "This key was used in another conversation.");
  }
  return known?.id;
}

async function refuseUnseen(tx: Tx, { kind, conversationId, seenLength }: NewAnswer) {
  if (kind === "note" || seenLength === undefined) return;
  const [unseen] = await tx.db
    .select({ id: interactions.id })
    .from(interactions)
    .where(
      and(
        eq(interactions.conversationId, conversationId),
        gte(interactions.position, seenLength),
        eq(interactions.direction, "in"),
      ),
    )
    .limit(1);
  if (unseen) throw new AppError("conflict", "Something came in since you began to answer.");
}

/** An answer ends the waiting and makes what was nobody's the answerer's. */
async function takeOver(tx: Tx, held: Held, personId: string, now: Date) {
  held.waitingSince = null;
  await closeAnswerTasks(tx, { conversationId: held.id, personId, by: "answer", now });
  if (!held.assigneeId)
    await changeAssignee(tx, held, { to: personId, actorId: personId, reason: "answered", now });
  if (held.status !== "open") {
    await changeStatus(tx, held, { to: "open", actorId: personId, reason: "answered", now });
  }
  await syncWorkItem(tx, held, personId, now);
}
