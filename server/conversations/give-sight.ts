import { and, inArray, isNull } from "drizzle-orm";
import { conversationPeople, people } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";

/** Lets colleagues see a conversation; gives those for whom it is new, or undefined when one of them is not here. */
export async function giveSight(
  tx: Tx,
  { conversationId, actorId }: { conversationId: string; actorId: string },
  personIds: string[],
  reason: "mentioned" | "shared",
): Promise<string[] | undefined> {
  const wanted = [...new Set(personIds)].sort();
  if (wanted.length === 0) return [];
  const here = await tx.db
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, wanted), isNull(people.removedAt)));
  if (here.length < wanted.length) return undefined;
  const given = await tx.db
    .insert(conversationPeople)
    .values(wanted.map((personId) => ({ conversationId, personId, reason })))
    .onConflictDoNothing()
    .returning({ personId: conversationPeople.personId });
  for (const { personId } of given) {
    tx.append({ type: "conversation.shared", conversationId, actorId, data: { personId, reason } });
  }
  return given.map(({ personId }) => personId);
}
