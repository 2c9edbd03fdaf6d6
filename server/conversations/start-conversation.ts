import { and, eq, sql } from "drizzle-orm";
import { newId } from "../../db/schema/columns.ts";
import { channels, conversations, interactions } from "../../db/schema/index.ts";
import { holdContact } from "../contacts/hold.ts";
import { takesLetters } from "../letters/takes-letters.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { type Held, saveConversation } from "./hold.ts";
import { markReadToEnd } from "./mark-read-to-end.ts";
import { type Written, writeInteraction } from "./write-interaction.ts";

export interface NewConversation extends Pick<Written, "text" | "clientKey" | "fileIds"> {
  access: Access;
  channelId: string;
  contactId: string;
  letter: NonNullable<Written["letter"]>;
}

/** Writes to a contact first; it is then the writer's, and waits for its answer. Gives the conversation's id. */
export async function startConversation(deps: Deps, input: NewConversation): Promise<string> {
  const { access, channelId, letter } = input;
  if (input.text.trim() === "" && input.fileIds.length === 0) {
    throw new AppError("invalid", "There is nothing to send.", { fields: { text: "is empty" } });
  }
  const now = deps.clock.now();
  return transact(deps, async (tx) => {
    await waitForTwin(tx, input);
    const known = await findByKey(tx, input);
    if (known) return known;
    await refuseChannel(tx, access, channelId);
    const contact = await holdContact(tx, access, input.contactId);
    const held = await open(tx, input, letter.subject, now);
    tx.append({
      type: "conversation.opened",
      conversationId: held.id,
      actorId: access.personId,
      data: { channelId, contactId: contact.id, previousId: null },
    });
    await writeInteraction(tx, held, access.personId, { ...input, kind: "message", mentions: [] }, now);
    await saveConversation(tx, held, now);
    await markReadToEnd(tx, held, access.personId);
    return held.id;
  });
}

/** The same request a second time waits until the first is committed. */
async function waitForTwin(tx: Tx, { access, clientKey }: NewConversation) {
  const key = `start ${access.personId} ${clientKey}`;
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

async function findByKey(tx: Tx, { access, clientKey }: NewConversation) {
  const [known] = await tx.db
    .select({ conversationId: interactions.conversationId })
    .from(interactions)
    .where(and(eq(interactions.authorId, access.personId), eq(interactions.clientKey, clientKey)));
  return known?.conversationId;
}

async function refuseChannel(tx: Tx, access: Access, channelId: string) {
  if (!access.channelIds.includes(channelId)) throw notFound("channel");
  const [channel] = await tx.db
    .select({ isEnabled: channels.isEnabled })
    .from(channels)
    .where(eq(channels.id, channelId));
  if (channel?.isEnabled && (await takesLetters(tx, channelId))) return;
  throw new AppError("invalid", "Nobody can be written to first by this channel.", {
    fields: { channelId: "is not one to write by" },
  });
}

async function open(
  tx: Tx,
  { access, channelId, contactId }: NewConversation,
  subject: string,
  now: Date,
): Promise<Held> {
  const [held] = await tx.db
    .insert(conversations)
    .values({
      channelId,
      contactId,
      thread: newId(),
      subject: subject.replace(/\s+/g, " ").trim() || null,
      status: "pending",
      assigneeId: access.personId,
      lastInteractionAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (!held) throw new Error("The new conversation did not come back.");
  return held;
}
