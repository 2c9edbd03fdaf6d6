import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { conversationReads, conversations, interactions } from "../../db/schema/index.ts";
import type { SystemEntry } from "../contract/system-entries.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";

/** A conversation locked for this transaction; changes are made to the row here and written by `saveConversation`. */
export type Held = typeof conversations.$inferSelect;

type NewInteraction = Omit<typeof interactions.$inferInsert, "conversationId" | "position">;

const c = alias(conversations, "c");

/** @throws AppError not_found when it is not there or not theirs. */
export async function holdConversation(tx: Tx, access: Access, id: string): Promise<Held> {
  const [row] = await tx.db
    .select()
    .from(c)
    .where(and(eq(c.id, id), canSeeSql(access)))
    .for("no key update");
  if (!row) throw notFound("conversation");
  return row;
}

/** For the hub's own doings, such as a timer's. */
export async function holdForHub(tx: Tx, id: string): Promise<Held | undefined> {
  const [row] = await tx.db.select().from(c).where(eq(c.id, id)).for("no key update");
  return row;
}

/** The same by id, for those that nobody else holds. */
export async function holdFree(tx: Tx, ids: string[]): Promise<Map<string, Held>> {
  const rows = await tx.db
    .select()
    .from(c)
    .where(inArray(c.id, ids))
    .orderBy(c.id)
    .for("no key update", { skipLocked: true });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Puts an interaction at the end; the conversation grows by it once it is saved. */
export async function addInteraction(
  tx: Tx,
  held: Held,
  values: NewInteraction,
): Promise<{ id: string; position: number }> {
  const position = held.length;
  const [made] = await tx.db
    .insert(interactions)
    .values({ ...values, conversationId: held.id, position })
    .onConflictDoNothing({
      target: [interactions.authorId, interactions.clientKey],
      where: isNotNull(interactions.clientKey),
    })
    .returning({ id: interactions.id });
  if (!made) throw new AppError("conflict", "This key was used for something else.");
  held.length += 1;
  if (values.authorId) await keepUpReader(tx, held, values.authorId, position);
  return { id: made.id, position };
}

/** Says on the timeline what somebody, or the hub itself, did. */
export async function addEntry(
  tx: Tx,
  held: Held,
  actorId: string | undefined,
  what: SystemEntry,
  values: Record<string, unknown>,
): Promise<void> {
  const { id, position } = await addInteraction(tx, held, {
    kind: "system",
    authorId: actorId ?? null,
    data: { what, ...values },
  });
  tx.append({
    type: "interaction.logged",
    conversationId: held.id,
    actorId,
    data: { interactionId: id, position },
  });
}

export async function saveConversation(tx: Tx, held: Held, now: Date): Promise<void> {
  held.version += 1;
  await tx.db
    .update(conversations)
    .set({
      status: held.status,
      assigneeId: held.assigneeId,
      queueId: held.queueId,
      snoozedUntil: held.snoozedUntil,
      resolvedAt: held.resolvedAt,
      waitingSince: held.waitingSince,
      length: held.length,
      lastInteractionAt: held.lastInteractionAt,
      lastPreview: held.lastPreview,
      lastDirection: held.lastDirection,
      version: held.version,
      updatedAt: now,
    })
    .where(eq(conversations.id, held.id));
}

/** Whoever had read all has read what they add themselves too. */
async function keepUpReader(tx: Tx, held: Held, personId: string, position: number) {
  await tx.db
    .update(conversationReads)
    .set({ position: held.length })
    .where(
      and(
        eq(conversationReads.personId, personId),
        eq(conversationReads.conversationId, held.id),
        eq(conversationReads.position, position),
      ),
    );
}
