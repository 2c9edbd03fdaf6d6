import { sql } from "drizzle-orm";
import type { Page } from "../contract/common.ts";
import type { Contact } from "../contract/contacts.ts";
import { type Cursor, cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { iso } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { findContactIds } from "../search/find-contact-ids.ts";
import { presentContacts } from "./queries.ts";

/** Contacts that somebody sees, newest first; with `q` those found by it. */
export async function listContacts(
  deps: Pick<Deps, "db">,
  input: { access: Access; q?: string; cursor?: string; limit: number },
): Promise<Page<Contact>> {
  const page = cutPage(await (input.q?.trim() ? findPage(deps, input) : nextPage(deps, input)), input.limit);
  const ids = page.rows.map(({ id }) => id);
  const shown = await presentContacts(deps, ids);
  const items = ids.flatMap((id) => shown.get(id) ?? []);
  return { items, ...(page.next && { next: page.next }) };
}

type PageInput = { access: Access; q?: string; cursor?: string; limit: number };

async function nextPage(deps: Pick<Deps, "db">, { access, cursor, limit }: PageInput): Promise<Cursor[]> {
  const after = readCursor(cursor);
  const { rows } = await deps.db.execute<{ id: string; at: string }>(sql`
    select n.id, n.created_at as at from contacts n
    where n.joined_to is null and ${canSeeContactSql(access)}
      ${after ? sql`and (n.created_at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by n.created_at desc nulls last, n.id desc nulls last limit ${limit + 1}`);
  return rows.map(({ id, at }) => ({ id, at: iso(at) }));
}

async function findPage(
  deps: Pick<Deps, "db">,
  { access, q = "", cursor, limit }: PageInput,
): Promise<Cursor[]> {
  const before = readCursor(cursor)?.id;
  const ids = await findContactIds(deps, { access, q, limit: limit + 1, before });
  return ids.map((id) => ({ id, at: null }));
}
