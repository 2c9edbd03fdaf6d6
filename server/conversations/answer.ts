import { and, eq, gte } from "drizzle-orm";
import { conversationReads, interactions } from "../../db/schema/index.ts";
import { attachFiles } from "../files/attach-files.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob } from "../lib/jobs.ts";
import { cut } from "../lib/plain-text.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { closeAnswerTasks } from "../tasks/close-answer-tasks.ts";
import { changeAssignee } from "./change-assignee.ts";
import { changeStatus } from "./change-status.ts";
import { giveSight } from "./give-sight.ts";
import { addInteraction, type Held, holdConversation, saveConversation } from "./hold.ts";
import { syncWorkItem } from "./sync-work-item.ts";

export interface NewAnswer {
  access: Access;
  conversationId: string;
  kind: "message" | "note";
  text: string;
  clientKey: string;
  fileIds: string[];
  mentions: string[];
  seenLength?: number;
}

/** Writes an answer, which a job then sends, or a note. The same `clientKey` again gives the interaction of the first time. */
export async function answer(deps: Deps, input: NewAnswer): Promise<string> {
  refuseEmpty(input);
  const now = deps.clock.now();
  return transact(deps, async (tx) => {
    const held = await holdConversation(tx, input.access, input.conversationId);
    const known = await findByKey(tx, input);
    if (known) return known;
    await refuseUnseen(tx, input);
    const id = await write(tx, held, input, now);
    if (input.kind === "message") await takeOver(tx, held, input.access.personId, now);
    await saveConversation(tx, held, now);
    await markReadToEnd(tx, held, input.access.personId);
    return id;
  });
}

function refuseEmpty({ kind, text, fileIds, mentions }: NewAnswer) {
  if (text.trim() === "" && fileIds.length === 0) {
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

async function write(tx: Tx, held: Held, input: NewAnswer, now: Date): Promise<string> {
  const { access, conversationId, kind, text, clientKey, mentions } = input;
  const isNote = kind === "note";
  const { id, position } = await addInteraction(tx, held, {
    kind,
    direction: isNote ? null : "out",
    state: isNote ? "received" : "queued",
    authorId: access.personId,
    text,
    clientKey,
    mentions,
    createdAt: now,
  });
  const files = await attachFiles(tx, {
    fileIds: input.fileIds,
    interactionId: id,
    personId: access.personId,
  });
  const event = { conversationId, actorId: access.personId };
  held.lastInteractionAt = now;
  if (isNote) {
    tx.append({ type: "interaction.noted", ...event, data: { interactionId: id, position } });
    await mention(tx, input);
    return id;
  }
  held.lastPreview = cut(text.trim().replace(/\s+/g, " ") || (files[0]?.name ?? ""), 200);
  held.lastDirection = "out";
  tx.append({
    type: "interaction.queued",
    ...event,
    data: { interactionId: id, position, channelId: held.channelId },
  });
  await addJob(tx, "sendInteraction", { interactionId: id });
  return id;
}

async function mention(tx: Tx, { access, conversationId, mentions }: NewAnswer) {
  const given = await giveSight(tx, { conversationId, actorId: access.personId }, mentions, "mentioned");
  if (given) return;
  throw new AppError("invalid", "A person mentioned is not here any more.", {
    fields: { mentions: "name somebody who is not here" },
  });
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

async function markReadToEnd(tx: Tx, held: Held, personId: string) {
  await tx.db
    .insert(conversationReads)
    .values({ personId, conversationId: held.id, position: held.length })
    .onConflictDoUpdate({
      target: [conversationReads.personId, conversationReads.conversationId],
      set: { position: held.length },
    });
}
