import { type SQL, sql } from "drizzle-orm";
import type { ContactSummary } from "../contract/contact-summary.ts";

export type SummaryRow = {
  contact_id: string;
  contact_name: string | null;
  contact_address: string | null;
};

/** The columns of a summary, of the row of `contacts` that a query calls by `alias`. */
export function summarySql(alias: string): SQL {
  const contact = sql.raw(alias);
  return sql`${contact}.id as contact_id, ${contact}.name as contact_name, ${addressSql(contact)} as contact_address`;
}

/** What they are called: by name, or else by their address. */
export function calledSql(alias: string): SQL {
  const contact = sql.raw(alias);
  return sql`coalesce(${contact}.name, ${addressSql(contact)})`;
}

/**
 * The first as their card has them, looked up only for somebody without a name. What a website's visitor or an unverified
 * sender is known by reaches nobody.
 */
const addressSql = (contact: SQL): SQL => sql`
  case when ${contact}.name is null then (
    select known.address from identities known
    where known.contact_id = ${contact}.id and known.is_proven
      and known.kind <> 'visitor' and known.kind not like 'unverified-%'
    order by known.created_at, known.id limit 1) end`;

export const presentSummary = (row: SummaryRow): ContactSummary => ({
  id: row.contact_id,
  name: row.contact_name,
  address: row.contact_address,
});
