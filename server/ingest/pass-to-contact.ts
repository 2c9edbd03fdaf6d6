import { eq, sql } from "drizzle-orm";
import { conversations, deals, tasks } from "../../db/schema/index.ts";
import type { Held } from "../conversations/hold.ts";
import type { Tx } from "../lib/transact.ts";

/** A conversation, with the deals and tasks that it made, turns out to be with somebody else. */
export async function passToContact(
  tx: Tx,
  held: Held,
  change: { from: string | null; to: string; now: Date },
): Promise<void> {
  const { to, now } = change;
  if (held.contactId === to || held.contactId !== (await cardOf(tx, change.from))) return;
  const { id: conversationId, contactId } = held;
  const version = sql`version + 1`;
  await tx.db
    .update(conversations)
    .set({ contactId: to, version, updatedAt: now })
    .where(eq(conversations.id, conversationId));
  const isPassed = sql`conversation_id = ${conversationId} and contact_id = ${contactId}`;
  const changes = { contactId: to, version, updatedAt: now };
  const passedDeals = await tx.db.update(deals).set(changes).where(isPassed).returning({ id: deals.id });
  const passedTasks = await tx.db.update(tasks).set(changes).where(isPassed).returning({ id: tasks.id });
  for (const { id } of passedDeals) tx.append({ type: "deal.updated", conversationId, data: { dealId: id } });
  for (const { id } of passedTasks) tx.append({ type: "task.updated", conversationId, data: { taskId: id } });
  // Who sees the card through this conversation changes, too.
  tx.append({ type: "contact.updated", data: { contactId } });
}

/** The card that a contact is on, which may have been joined to another's. */
async function cardOf(tx: Tx, contactId: string | null): Promise<string | undefined> {
  const { rows } = await tx.db.execute<{ id: string }>(
    sql`select coalesce(joined_to, id) as id from contacts where id = ${contactId}`,
  );
  return rows[0]?.id;
}
