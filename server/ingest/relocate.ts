import { eq } from "drizzle-orm";
import { newId } from "../../db/schema/columns.ts";
import { interactions } from "../../db/schema/index.ts";
import { addEntry, type Held, saveConversation } from "../conversations/hold.ts";
import { syncWorkItem } from "../conversations/sync-work-item.ts";
import type { Tx } from "../lib/transact.ts";
import { followWaiting } from "./follow-waiting.ts";
import type { HeldInteraction } from "./hold-interaction.ts";
import { recount } from "./recount.ts";

/** What undoing a move needs. */
export interface Moved {
  interactionId: string;
  from: string;
  to: string;
  /** The entry that stands where the interaction was. */
  placeholderId: string;
}

interface Move {
  from: Held;
  to: Held;
  interaction: HeldInteraction;
  /** Absent where the hub does it. */
  personId?: string;
  now: Date;
}

/**
 * Puts an interaction at the end of another conversation and an entry where it was, so that no position changes
 * under readers. Gives the entry's id.
 */
export async function relocate(tx: Tx, move: Move): Promise<string> {
  const { from, to, interaction, personId } = move;
  await addEntry(tx, to, personId, "interaction.movedHere", { conversationId: from.id });
  await put(tx, move, to.length);
  to.length += 1;
  const placeholderId = newId();
  await tx.db.insert(interactions).values({
    id: placeholderId,
    conversationId: from.id,
    position: interaction.position,
    kind: "system",
    authorId: personId,
    data: { what: "interaction.movedAway", conversationId: to.id },
    createdAt: move.now,
  });
  logEntry(tx, { id: placeholderId, conversationId: from.id, position: interaction.position, personId });
  await settle(tx, move, false);
  return placeholderId;
}

/** Takes a move back: interaction and entry change places. */
export async function putBack(
  tx: Tx,
  move: Move,
  placeholder: { id: string; position: number },
): Promise<void> {
  const { from, to, interaction, personId } = move;
  const left = interaction.position;
  // Free for a moment, because a position belongs to one interaction only.
  await tx.db.update(interactions).set({ position: -1 }).where(eq(interactions.id, interaction.id));
  await tx.db
    .update(interactions)
    .set({
      conversationId: from.id,
      position: left,
      data: { what: "interaction.movedAway", conversationId: to.id },
    })
    .where(eq(interactions.id, placeholder.id));
  await put(tx, move, placeholder.position);
  logEntry(tx, { id: placeholder.id, conversationId: from.id, position: left, personId });
  await settle(tx, move, true);
}

async function put(tx: Tx, { from, to, interaction, personId, now }: Move, position: number) {
  const moved = { from: from.id, by: personId, at: now.toISOString() };
  const why = interaction.why ?? { thread: [], contact: [], routing: [] };
  await tx.db
    .update(interactions)
    .set({
      conversationId: to.id,
      position,
      why: { ...why, moved: [...(why.moved ?? []), moved] },
      version: interaction.version + 1,
      updatedAt: now,
    })
    .where(eq(interactions.id, interaction.id));
}

async function settle(tx: Tx, { from, to, interaction, personId, now }: Move, undoes: boolean) {
  await recount(tx, from);
  await recount(tx, to);
  await followWaiting(tx, { from, to, personId, now });
  for (const held of [from, to]) {
    await syncWorkItem(tx, held, personId, now);
    await saveConversation(tx, held, now);
  }
  tx.append({
    type: "interaction.moved",
    conversationId: to.id,
    actorId: personId,
    data: {
      interactionId: interaction.id,
      conversationId: { from: from.id, to: to.id },
      ...(undoes && { undoes }),
    },
  });
}

function logEntry(
  tx: Tx,
  entry: { id: string; conversationId: string; position: number; personId: string | undefined },
) {
  tx.append({
    type: "interaction.logged",
    conversationId: entry.conversationId,
    actorId: entry.personId,
    data: { interactionId: entry.id, position: entry.position },
  });
}
