import { and, eq, sql } from "drizzle-orm";
import { contacts, identities } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";

/** Whose telephone number it is; made where it is nobody's yet. */
export async function findOrMakeByPhone(
  tx: Tx,
  { number, personId, now }: { number: string; personId: string; now: Date },
): Promise<string> {
  // The lock that ingest takes on who calls, so that both find one contact.
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`i phone ${number}`}, 0))`);
  const phone = { kind: "phone", address: number };
  const [known] = await tx.db
    .select({ contactId: identities.contactId })
    .from(identities)
    .where(and(eq(identities.kind, phone.kind), eq(identities.address, number), identities.isProven));
  if (known) return known.contactId;
  const [made] = await tx.db
    .insert(contacts)
    .values({ createdBy: personId, createdAt: now })
    .returning({ id: contacts.id });
  if (!made) throw new Error("The contact was not made.");
  await tx.db.insert(identities).values({ contactId: made.id, ...phone, isProven: true });
  tx.append({ type: "contact.created", actorId: personId, data: { contactId: made.id } });
  return made.id;
}
