import { type SQL, sql } from "drizzle-orm";
import { undos } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { type HeldContact, holdContact } from "./hold.ts";
import type { Joined, KeptIdentity } from "./joined.ts";
import { lockAddresses } from "./lock-addresses.ts";

/** Joins a card to another contact's, whose card it then is; gives what undoes it. */
export async function joinContacts(
  deps: Deps,
  input: { access: Access; contactId: string; into: string },
): Promise<{ undoId: string }> {
  const { access, contactId, into } = input;
  if (contactId === into) {
    throw new AppError("invalid", "A card cannot be joined to itself.", {
      fields: { contactId: "is the same" },
    });
  }
  return transact(deps, async (tx) => {
    await lockAddresses(tx, [contactId, into]);
    const [first, second] = [contactId, into].sort();
    const held = new Map<string, HeldContact>();
    for (const id of [first, second]) if (id) held.set(id, await holdContact(tx, access, id));
    const joined: Joined = {
      contactId,
      into,
      ...(await moveIdentities(tx, contactId, into)),
      conversationIds: await move(tx, sql`conversations`, contactId, into),
      dealIds: await move(tx, sql`deals`, contactId, into),
      taskIds: await move(tx, sql`tasks`, contactId, into),
      filled: await fillIn(tx, held.get(contactId), held.get(into)),
      joinedBefore: await lead(tx, sql`joined_to = ${contactId}`, into),
    };
    await lead(tx, sql`id = ${contactId}`, into);
    tx.append({ type: "contact.joined", actorId: access.personId, data: { contactId, into } });
    tx.append({ type: "contact.updated", actorId: access.personId, data: { contactId: into } });
    const [undo] = await tx.db
      .insert(undos)
      .values({ kind: "join", data: { ...joined }, personId: access.personId, createdAt: deps.clock.now() })
      .returning({ id: undos.id });
    if (!undo) throw new Error("The undo was not kept.");
    return { undoId: undo.id };
  });
}

/** Where both have an address, the proven one stays; what is only claimed twice stays where it is. */
async function moveIdentities(tx: Tx, from: string, into: string) {
  const { rows: replaced } = await tx.db.execute<KeptIdentity>(sql`
    delete from identities i using identities o
    where i.contact_id = ${into} and not i.is_proven
      and o.contact_id = ${from} and o.is_proven and o.kind = i.kind and o.address = i.address
    returning i.id, i.kind, i.address`);
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update identities i set contact_id = ${into} where contact_id = ${from}
      and not exists (select from identities o
        where o.contact_id = ${into} and o.kind = i.kind and o.address = i.address)
    returning id`);
  return { identityIds: rows.map(({ id }) => id), replaced };
}

async function move(tx: Tx, table: SQL, from: string, into: string): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update ${table} set contact_id = ${into}, version = version + 1, updated_at = now()
    where contact_id = ${from} returning id`);
  return rows.map(({ id }) => id);
}

/** Cards lead straight to the one that stands, never by way of another. */
async function lead(tx: Tx, which: SQL, into: string): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update contacts set joined_to = ${into}, version = version + 1, updated_at = now() where ${which} returning id`);
  return rows.map(({ id }) => id);
}

/** What the card that stays does not know, it takes over. */
async function fillIn(
  tx: Tx,
  from: HeldContact | undefined,
  into: HeldContact | undefined,
): Promise<Joined["filled"]> {
  if (!from || !into) return {};
  const added = Object.entries(from.fields).filter(([key]) => !(key in into.fields));
  const filled: Joined["filled"] = {
    ...(!into.name && from.name && { name: from.name }),
    ...(!into.companyId && from.companyId && { companyId: from.companyId }),
    ...(!into.source && from.source && { source: from.source }),
    ...(added.length > 0 && { fields: Object.fromEntries(added) }),
  };
  await tx.db.execute(sql`
    update contacts set name = coalesce(name, ${filled.name ?? null}),
      company_id = coalesce(company_id, ${filled.companyId ?? null}),
      source = coalesce(source, ${filled.source ? JSON.stringify(filled.source) : null}::jsonb),
      fields = ${JSON.stringify(filled.fields ?? {})}::jsonb || fields,
      last_seen_at = greatest(last_seen_at, ${from.lastSeenAt?.toISOString() ?? null}),
      version = version + 1, updated_at = now()
    where id = ${into.id}`);
  return filled;
}
