import { type SQL, sql } from "drizzle-orm";
import { AppError } from "../lib/app-error.ts";
import { uuids } from "../lib/rows.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { holdContact } from "./hold.ts";
import { Joined } from "./joined.ts";
import { lockAddresses } from "./lock-addresses.ts";

/** Takes a join back: what it moved goes back, what came since stays. @throws AppError conflict when the other card is gone. */
export async function undoJoin(tx: Tx, input: { access: Access; data: unknown }): Promise<void> {
  const { access } = input;
  const joined = Joined.parse(input.data);
  const { contactId, into } = joined;
  await lockAddresses(tx, [contactId, into]);
  await refuseJoinedOn(tx, into);
  await holdContact(tx, access, into);
  const { rowCount } = await tx.db.execute(sql`
    update contacts set joined_to = null, version = version + 1, updated_at = now()
    where id = ${contactId} and joined_to = ${into}`);
  if (rowCount !== 1) throw new AppError("conflict", "These cards are not joined any more.");
  await tx.db.execute(sql`
    update contacts set joined_to = ${contactId}, version = version + 1, updated_at = now()
    where joined_to = ${into} and id = any(${uuids(joined.joinedBefore)}::uuid[])`);
  await tx.db.execute(sql`
    update identities i set contact_id = ${contactId}
    where contact_id = ${into} and id = any(${uuids(joined.identityIds)}::uuid[])
      and not exists (select from identities o
        where o.contact_id = ${contactId} and o.kind = i.kind and o.address = i.address)`);
  for (const { id, kind, address } of joined.replaced) {
    await tx.db.execute(sql`
      insert into identities (id, contact_id, kind, address, is_proven)
      values (${id}, ${into}, ${kind}, ${address}, false) on conflict do nothing`);
  }
  await moveBack(tx, sql`conversations`, joined, joined.conversationIds);
  await moveBack(tx, sql`deals`, joined, joined.dealIds);
  await moveBack(tx, sql`tasks`, joined, joined.taskIds);
  // What the conversations have brought since is with them.
  await follow(tx, sql`deals`, joined);
  await follow(tx, sql`tasks`, joined);
  await takeBack(tx, joined);
  tx.append({
    type: "contact.joined",
    actorId: access.personId,
    data: { contactId, into, undoes: true },
  });
  tx.append({ type: "contact.updated", actorId: access.personId, data: { contactId: into } });
  tx.append({ type: "contact.updated", actorId: access.personId, data: { contactId } });
}

async function refuseJoinedOn(tx: Tx, into: string) {
  const { rows } = await tx.db.execute(
    sql`select from contacts where id = ${into} and joined_to is not null`,
  );
  if (rows.length > 0)
    throw new AppError("conflict", "That card was joined to another since; undo that first.");
}

const moveBack = (tx: Tx, table: SQL, { contactId, into }: Joined, ids: string[]) =>
  tx.db.execute(sql`
    update ${table} set contact_id = ${contactId}, version = version + 1, updated_at = now()
    where contact_id = ${into} and id = any(${uuids(ids)}::uuid[])`);

const follow = (tx: Tx, table: SQL, { contactId, into }: Joined) =>
  tx.db.execute(sql`
    update ${table} f set contact_id = ${contactId}, version = f.version + 1, updated_at = now()
    from conversations c where f.contact_id = ${into} and c.id = f.conversation_id and c.contact_id = ${contactId}`);

/** What was filled in goes away again, unless somebody has changed it since. */
async function takeBack(tx: Tx, { into, filled }: Joined) {
  const { name = null, companyId = null, source, fields = {} } = filled;
  const asJson = source ? JSON.stringify(source) : null;
  await tx.db.execute(sql`
    update contacts set name = case when name = ${name} then null else name end,
      company_id = case when company_id = ${companyId} then null else company_id end,
      source = case when source = ${asJson}::jsonb then null else source end,
      fields = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(contacts.fields)
        where value is distinct from ${JSON.stringify(fields)}::jsonb -> key),
      version = version + 1, updated_at = now()
    where id = ${into}`);
}
