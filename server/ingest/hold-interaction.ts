import { and, eq } from "drizzle-orm";
import { interactions } from "../../db/schema/index.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

export type HeldInteraction = typeof interactions.$inferSelect;

/** The conversation of an interaction; whether one may see it is for whoever holds that conversation. */
export async function whereIs(tx: Tx, interactionId: string): Promise<string> {
  const [found] = await tx.db
    .select({ conversationId: interactions.conversationId })
    .from(interactions)
    .where(eq(interactions.id, interactionId));
  // The words for one that is there but not theirs.
  if (!found) throw notFound("conversation");
  return found.conversationId;
}

/** @throws AppError conflict when somebody else has moved it, or when it is nothing to move. */
export async function holdInteraction(
  tx: Tx,
  interactionId: string,
  conversationId: string,
): Promise<HeldInteraction> {
  const [row] = await tx.db
    .select()
    .from(interactions)
    .where(and(eq(interactions.id, interactionId), eq(interactions.conversationId, conversationId)))
    .for("no key update");
  if (!row) throw new AppError("conflict", "It was moved in the meantime.");
  if (row.kind !== "message" && row.kind !== "note") {
    throw new AppError("conflict", "Only messages and notes can be moved.");
  }
  if (row.state === "queued" || row.state === "sending") {
    throw new AppError("conflict", "It is being sent; try again in a moment.");
  }
  return row;
}
