import { and, eq, inArray } from "drizzle-orm";
import { conversationPeople, people, workItems } from "../../../db/schema/index.ts";
import { type Held, holdForHub, holdFree } from "../../conversations/hold.ts";
import { AppError, notFound } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { canSee } from "../../permissions/can-see.ts";

export type WorkItemRow = typeof workItems.$inferSelect;

/** A work item and its conversation, both locked. */
export interface HeldWork {
  held: Held;
  item: WorkItemRow;
}

/**
 * For somebody who sees it, or would if it were nobody's: they are to be told who was quicker.
 * @throws AppError not_found.
 */
export async function holdWorkItem(tx: Tx, access: Access, workItemId: string): Promise<HeldWork> {
  const work = await holdWorkItemForHub(tx, workItemId);
  if (!work || !(await isWithinSight(tx, access, work.held))) throw notFound("work item");
  return work;
}

/** For the hub's own doings. */
export async function holdWorkItemForHub(tx: Tx, workItemId: string): Promise<HeldWork | undefined> {
  const [place] = await tx.db
    .select({ conversationId: workItems.conversationId })
    .from(workItems)
    .where(eq(workItems.id, workItemId));
  const held = place && (await holdForHub(tx, place.conversationId));
  if (!held) return undefined;
  const [item] = await tx.db
    .select()
    .from(workItems)
    .where(eq(workItems.id, workItemId))
    .for("no key update");
  return item && { held, item };
}

/** By id, those whose conversations nobody else is at work on just now. */
export async function holdFreeWorkItems(tx: Tx, workItemIds: string[]): Promise<Map<string, HeldWork>> {
  const places = await tx.db
    .select({ conversationId: workItems.conversationId })
    .from(workItems)
    .where(inArray(workItems.id, workItemIds));
  const held = await holdFree(
    tx,
    places.map(({ conversationId }) => conversationId),
  );
  const items = await tx.db
    .select()
    .from(workItems)
    .where(and(inArray(workItems.id, workItemIds), inArray(workItems.conversationId, [...held.keys()])))
    .orderBy(workItems.id)
    .for("no key update");
  return new Map(
    items.flatMap((item) => {
      const conversation = held.get(item.conversationId);
      return conversation ? [[item.id, { held: conversation, item }] as const] : [];
    }),
  );
}

/** @throws AppError conflict that says whose it is, or that nobody is asked any more. */
export async function refuseTaken(tx: Tx, { ownerId, state }: WorkItemRow): Promise<never> {
  const isInHand = state === "active" || state === "wrapUp";
  const [owner] = isInHand
    ? await tx.db
        .select({ name: people.name })
        .from(people)
        .where(eq(people.id, ownerId ?? ""))
    : [];
  throw new AppError("conflict", owner ? `It went to ${owner.name}.` : "The offer is over.");
}

async function isWithinSight(tx: Tx, access: Access, { id, channelId, queueId, assigneeId }: Held) {
  const rows = await tx.db
    .select({ personId: conversationPeople.personId })
    .from(conversationPeople)
    .where(and(eq(conversationPeople.conversationId, id), eq(conversationPeople.personId, access.personId)));
  const facts = { channelId, queueId, peopleIds: rows.map(({ personId }) => personId) };
  return [assigneeId, null].some((whose) => canSee(access, { ...facts, assigneeId: whose }));
}
