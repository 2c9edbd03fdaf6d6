import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { withinAudience } from "./audience.ts";
import { estimateRows, manyMatches } from "./estimate.ts";
import { fold } from "./fold.ts";

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
  const { rows } = await deps.db.execute<{ id: string }>(
    (await isCommon(deps, parts, like, within))
      ? sql`select n.id from search_contacts s join contacts n on n.id = s.contact_id
          where (${like}) is true and (${within}) is true and ${page}`
      : sql`with s as materialized (select contact_id from search_contacts where ${like} and ${within})
          select n.id from s join contacts n on n.id = s.contact_id where ${page}`,
  );
  return rows.map((row) => row.id);
}

/** A number is looked for by its digits, however it was typed. */
function partsOf(q: string): string[] {
  const digits = q.replace(/\D/g, "");
  if (digits.length >= 3 && /^[\d\s()+.-]+$/.test(q)) return [digits];
  return fold(q).split(/\s+/).filter(Boolean).slice(0, 8);
}

/** An index of trigrams knows nothing of one or two characters. */
async function isCommon(deps: Pick<Deps, "db">, parts: string[], like: SQL, within: SQL): Promise<boolean> {
  if (parts.every((part) => [...part].length < 3)) return true;
  return (
    (await estimateRows(deps, sql`select from search_contacts where ${like} and ${within}`)) > manyMatches
  );
}
