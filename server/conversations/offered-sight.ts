import { and, eq } from "drizzle-orm";
import { conversationPeople } from "../../db/schema/conversations.ts";
import type { Tx } from "../lib/transact.ts";

interface Offered {
  conversationId: string;
  personId: string;
}

/** Lets somebody see a conversation while it is held out to them. */
export async function showOffered(tx: Tx, offered: Offered): Promise<void> {
  await tx.db
    .insert(conversationPeople)
    .values({ ...offered, reason: "offered" })
    .onConflictDoNothing();
}

/** What they see of it by another right stays. */
export async function hideOffered(tx: Tx, { conversationId, personId }: Offered): Promise<void> {
  await tx.db
    .delete(conversationPeople)
    .where(
      and(
        eq(conversationPeople.conversationId, conversationId),
        eq(conversationPeople.personId, personId),
        eq(conversationPeople.reason, "offered"),
      ),
    );
}
