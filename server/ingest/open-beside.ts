import { sql } from "drizzle-orm";
import { conversations } from "../../db/schema/index.ts";
import type { Held } from "../conversations/hold.ts";
import type { Tx } from "../lib/transact.ts";

type Values = Pick<Held, "thread"> & Partial<Pick<Held, "contactId" | "subject" | "status" | "resolvedAt">>;

/** Opens the conversation into which something is taken out of another; without an actor the hub does it. */
export async function openBeside(
  tx: Tx,
  from: Held,
  { actorId, now, ...values }: Values & { actorId?: string; now: Date },
): Promise<Held> {
  const { channelId, contactId, subject, assigneeId, source, id } = from;
  const [to] = await tx.db
    .insert(conversations)
    .values({
      channelId,
      contactId,
      subject,
      assigneeId,
      source,
      previousId: id,
      lastInteractionAt: now,
      createdAt: now,
      updatedAt: now,
      ...values,
    })
    .returning();
  if (!to) throw new Error("The new conversation did not come back.");
  await copySight(tx, id, to.id);
  tx.append({
    type: "conversation.opened",
    conversationId: to.id,
    actorId,
    data: { channelId, contactId: to.contactId, previousId: id },
  });
  return to;
}

/** Whoever was mentioned or given the old conversation may see what is taken out of it. */
async function copySight(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.db.execute(sql`insert into conversation_people (conversation_id, person_id, reason, created_at)
    select ${toId}, person_id, reason, created_at from conversation_people where conversation_id = ${fromId}`);
}
