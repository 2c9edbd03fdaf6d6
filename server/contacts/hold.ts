import { and, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contacts } from "../../db/schema/index.ts";
import { notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";

export type HeldContact = typeof contacts.$inferSelect;

const n = alias(contacts, "n");

/** Locks a contact for this transaction. @throws AppError not_found when it is not there, not theirs, or joined to another. */
export async function holdContact(tx: Tx, access: Access, id: string): Promise<HeldContact> {
  const [row] = await tx.db
    .select()
    .from(n)
    .where(and(eq(n.id, id), isNull(n.joinedTo), canSeeContactSql(access)))
    .for("no key update");
  if (!row) throw notFound("contact");
  return row;
}
