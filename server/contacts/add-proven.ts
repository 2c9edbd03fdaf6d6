import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contacts, identities } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import type { TypedIdentity } from "./typed-identity.ts";

/** Keeps an address as a contact's own; what the contact claimed before becomes proven. @throws AppError conflict */
export async function addProven(
  tx: Tx,
  access: Access,
  contactId: string,
  { kind, address }: TypedIdentity,
): Promise<void> {
  const added = await tx.db
    .insert(identities)
    .values({ contactId, kind, address, isProven: true })
    .onConflictDoNothing()
    .returning({ id: identities.id });
  if (added.length === 1) return;
  const holder = await findHolder(tx, { kind, address });
  if (holder === contactId) return;
  if (holder) throw await conflict(tx, access, holder);
  await tx.db
    .update(identities)
    .set({ isProven: true })
    .where(
      and(eq(identities.contactId, contactId), eq(identities.kind, kind), eq(identities.address, address)),
    );
}

async function findHolder(tx: Tx, { kind, address }: TypedIdentity): Promise<string | undefined> {
  const [found] = await tx.db
    .select({ contactId: identities.contactId })
    .from(identities)
    .where(and(eq(identities.kind, kind), eq(identities.address, address), identities.isProven));
  return found?.contactId;
}

const n = alias(contacts, "n");

/** Says whose it is only to those who may see that contact. */
async function conflict(tx: Tx, access: Access, holder: string): Promise<AppError> {
  const [visible] = await tx.db
    .select({ name: sql<string>`coalesce(${n.name}, '')` })
    .from(n)
    .where(and(eq(n.id, holder), isNull(n.joinedTo), canSeeContactSql(access)));
  const whose = visible?.name ? `${visible.name}'s` : "another contact's";
  return new AppError("conflict", `This address is ${whose} already.`, {
    fields: { address: `is ${whose} already` },
  });
}
