import { and, eq, inArray } from "drizzle-orm";
import { conversationParticipants, interactions, letters } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";
import { addressOf } from "./prepare-letter.ts";

/** Whom only a letter named that was taken out is known where it went, and no more where it was. */
export async function moveParticipants(
  tx: Tx,
  { fromId, toId, addresses }: { fromId: string; toId: string; addresses: string[] },
): Promise<void> {
  if (addresses.length === 0) return;
  const others = await tx.db
    .select({ envelope: letters.envelope })
    .from(letters)
    .innerJoin(interactions, eq(interactions.id, letters.interactionId))
    .where(eq(interactions.conversationId, fromId));
  const named = new Set(
    others.flatMap(({ envelope }) => {
      const { from, to = [], cc = [], bcc = [] } = envelope ?? {};
      return [...(from ? [from] : []), ...to, ...cc, ...bcc].map(({ address }) => addressOf(address));
    }),
  );
  const gone = addresses.filter((address) => !named.has(address));
  const { conversationId, address } = conversationParticipants;
  await tx.db.delete(conversationParticipants).where(and(eq(conversationId, fromId), inArray(address, gone)));
  await tx.db
    .insert(conversationParticipants)
    .values(addresses.map((each) => ({ conversationId: toId, address: each })))
    .onConflictDoNothing();
}
