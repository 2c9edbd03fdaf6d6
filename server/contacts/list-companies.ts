import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Page } from "../contract/common.ts";
import type { Company } from "../contract/contacts.ts";
import { packCursor, unpackCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";

/** Those that somebody sees, by name; with `q` those whose name holds it, with `ids` those alone. */
export async function listCompanies(
  deps: Pick<Deps, "db">,
  input: { access: Access; q?: string; ids?: string[]; cursor?: string; limit: number },
): Promise<Page<Company>> {
  const { access, q, ids, cursor, limit } = input;
  const like = q?.trim() ? sql`m.name ilike ${`%${q.trim().replace(/[\\%_]/g, "\\$&")}%`}` : sql`true`;
  const named = ids ? sql`m.id = any(${uuids(ids)}::uuid[])` : sql`true`;
  const after = cursor === undefined ? sql`true` : sql`${name} > ${nameOf(cursor)}`;
  const { rows } = await deps.db.execute<Row>(sql`
    select m.id, m.name from companies m where ${like} and ${named} and ${after} and ${canSee(access)}
    order by ${name} limit ${limit + 1}`);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last && { next: packCursor([last.name]) }) };
}

type Row = Company & Record<string, unknown>;

/** Names are unique, so that a page goes on after the last. */
const name = sql`m.name collate "und-x-icu"`;

const nameOf = (cursor: string) => unpackCursor(z.tuple([z.string()]), cursor)[0];

/** Through any contact that one sees. */
const canSee = (access: Access): SQL =>
  access.role === "admin"
    ? sql`true`
    : sql`exists (select from contacts n
        where n.company_id = m.id and n.joined_to is null and ${canSeeContactSql(access)})`;
