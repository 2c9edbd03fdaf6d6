import { sql } from "drizzle-orm";
import type { Contact } from "../contract/contacts.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { type ContactRow, presentContact } from "./present.ts";

/** Contacts as they are now, by id. */
export async function presentContacts(
  deps: Pick<Deps, "db">,
  ids: readonly string[],
): Promise<Map<string, Contact>> {
  if (ids.length === 0) return new Map();
  const rows = await planned<ContactRow>(
    deps.db,
    "present-contacts",
    sql`
    select n.id, n.name, n.source, n.fields, n.last_seen_at, n.created_at, n.version,
      case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as company,
      (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'address', i.address,
          'isProven', i.is_proven) order by i.is_proven desc, i.created_at, i.id), '[]')
        from identities i where i.contact_id = n.id) as identities
    from contacts n left join companies m on m.id = n.company_id
    where n.id = any(${uuids(ids)}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, presentContact(row)]));
}

/** @throws AppError not_found when it is not there, not theirs, or joined to another card. */
export async function getContact(deps: Pick<Deps, "db">, access: Access, id: string): Promise<Contact> {
  const { rows } = await deps.db.execute(sql`
    select from contacts n where n.id = ${id} and n.joined_to is null and ${canSeeContactSql(access)}`);
  const contact = rows.length === 1 ? (await presentContacts(deps, [id])).get(id) : undefined;
  if (!contact) throw notFound("contact");
  return contact;
}
