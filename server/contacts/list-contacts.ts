import { sql } from "drizzle-orm";
import type { Page } from "../contract/common.ts";
import type { Contact } from "../contract/contacts.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { findContactIds } from "../search/find-contact-ids.ts";
import { presentContacts } from "./queries.ts";

/** Contacts that somebody sees, newest first; with `q` those found by it. */
export async function listContacts(
  deps: Pick<Deps, "db">,
  input: { access: Access; q?: string; cursor?: string; limit: number },
): Promise<Page<Contact>> {
  const found = await (input.q?.trim() ? findPage(deps, input) : nextPage(deps, input));
  const page = cutPage(
    found.map((id) => ({ id, at: null })),
    input.limit,
  );
  const ids = page.rows.map(({ id }) => id);
  const shown = await presentContacts(deps, ids);
  const items = ids.flatMap((id) => shown.get(id) ?? []);
  return { items, ...(page.next && { next: page.next }) };
}

type PageInput = { access: Access; q?: string; cursor?: string; limit: number };

/** Ids tell the time: newest first is by id alone. */
async function nextPage(deps: Pick<Deps, "db">, { access, cursor, limit }: PageInput): Promise<string[]> {
  const before = readCursor(cursor)?.id;
  const { rows } = await deps.db.execute<{ id: string }>(sql`
    select n.id from contacts n
    where n.joined_to is null and ${canSeeContactSql(access)} ${before ? sql`and n.id < ${before}::uuid` : sql``}
    order by n.id desc limit ${limit + 1}`);
  return rows.map(({ id }) => id);
}

function findPage(deps: Pick<Deps, "db">, { access, q = "", cursor, limit }: PageInput): Promise<string[]> {
  return findContactIds(deps, { access, q, limit: limit + 1, before: readCursor(cursor)?.id });
}
