import type pg from "pg";
import { asArray } from "../../db/row-arrays.ts";
import { Raced } from "./failure.ts";
import type { Writes } from "./writes.ts";

/**
 * A known contact can write on two threads at once, from two addresses: these share no lock, and each would make a deal.
 * @throws Raced where another batch was quicker.
 */
export async function holdContacts(client: pg.Client, { contacts, deals }: Writes): Promise<void> {
  const made = new Set(contacts.map(({ id }) => id));
  const known = deals.flatMap(({ contactId }) => (made.has(contactId) ? [] : contactId));
  if (known.length === 0) return;
  const values = [asArray(known, "uuid")];
  const [, { rows }] = await Promise.all([
    client.query({ name: "ingest-hold-contacts", text: lockSql, values }),
    client.query({ name: "ingest-open-deals", text: openSql, values }),
  ]);
  if (rows.length > 0) throw new Raced();
}

const lockSql = "select from contacts where id = any($1::uuid[]) order by id for no key update";
const openSql = "select from deals where contact_id = any($1::uuid[]) and closed_at is null limit 1";
