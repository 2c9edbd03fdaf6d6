import { sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { withinAudience } from "./audience.ts";
import { fold } from "./fold.ts";
import { amongNewest } from "./newest.ts";

/** Contacts whose name, company, number or address holds every word of `q` in part, newest first. */
export async function findContactIds(
  deps: Pick<Deps, "db">,
  input: { access: Access; q: string; limit: number; before?: string },
): Promise<string[]> {
  const parts = partsOf(input.q);
  if (parts.length === 0) return [];
  const like = sql.join(
    parts.map((part) => sql`text like ${`%${part.replace(/[\\%_]/g, "\\$&")}%`}`),
    sql` and `,
  );
  // Supervisors see through their teams' people too, which the audience does not tell.
  const within = input.access.role === "supervisor" ? sql`true` : withinAudience(input.access);
  const page = sql`${canSeeContactSql(input.access)} ${input.before ? sql`and n.id < ${input.before}` : sql``}
    order by n.id desc limit ${input.limit}`;
  const { rows: walked } = await deps.db.execute<{ id: string }>(sql`
    select n.id from search_contacts s join contacts n on n.id = s.contact_id
    where ${amongNewest(sql`search_contacts`, sql`contact_id`)} and (${like}) is true and (${within}) is true and ${page}`);
  // An index of trigrams knows nothing of one or two characters.
  const isShort = parts.every((part) => [...part].length < 3);
  if (walked.length === input.limit || isShort) return walked.map((row) => row.id);
  const { rows } = await deps.db.execute<{ id: string }>(sql`
    with s as materialized (select contact_id from search_contacts where ${like} and ${within})
    select n.id from (select contact_id from s order by contact_id desc) o
    cross join lateral (select * from contacts where id = o.contact_id offset 0) n where ${page}`);
  return rows.map((row) => row.id);
}

/** A number is looked for by its digits, however it was typed. */
function partsOf(q: string): string[] {
  const digits = q.replace(/\D/g, "");
  if (digits.length >= 3 && /^[\d\s()+.-]+$/.test(q)) return [digits];
  return fold(q).split(/\s+/).filter(Boolean).slice(0, 8);
}
