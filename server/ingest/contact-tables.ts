import type { Table } from "./table.ts";

export const newContacts: Table = {
  name: "new-contacts",
  columns: { id: "uuid", name: "text", source: "jsonb", lastSeenAt: "timestamptz" },
  sql: (rows) => `
  insert into contacts (id, name, source, last_seen_at) select id, name, source, "lastSeenAt" from ${rows}`,
};

export const contactChanges: Table = {
  name: "contact-changes",
  columns: { id: "uuid", name: "text", source: "jsonb", lastSeenAt: "timestamptz", isChanged: "boolean" },
  sql: (rows) => `
  update contacts c set
    name = coalesce(c.name, r.name), source = coalesce(c.source, r.source),
    last_seen_at = greatest(c.last_seen_at, r."lastSeenAt"),
    version = c.version + r."isChanged"::int, updated_at = now()
  from ${rows} where c.id = r.id`,
};

export const identities: Table = {
  name: "identities",
  columns: { id: "uuid", contactId: "uuid", kind: "text", address: "text", isProven: "boolean" },
  sql: (rows) => `
  insert into identities (id, contact_id, kind, address, is_proven)
  select id, "contactId", kind, address, "isProven" from ${rows}
  on conflict (contact_id, kind, address) do update set is_proven = true
    where excluded.is_proven and not identities.is_proven`,
};
