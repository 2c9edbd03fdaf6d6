import { sql } from "drizzle-orm";
import type { Page } from "../contract/common.ts";
import type { Conversation } from "../contract/conversations.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { iso } from "../lib/rows.ts";
import { presentConversations } from "./queries.ts";
import { orderOf, runsOf, type Wanted } from "./runs.ts";

export interface ListInput extends Omit<Wanted, "after"> {
  cursor?: string;
}

/** One page of the inbox as somebody sees it. */
export async function listConversations(
  deps: Pick<Deps, "db">,
  input: ListInput,
): Promise<Page<Conversation>> {
  const { access, limit } = input;
  const wanted = { ...input, after: readCursor(input.cursor), limit: limit + 1 };
  const { rows } = await deps.db.execute<{ id: string; at: string }>(
    sql`select id, at from (${runsOf(wanted)}) as r ${orderOf(wanted)} limit ${wanted.limit}`,
  );
  const found = rows.map(({ id, at }) => ({ id, at: iso(at) }));
  const page = cutPage(found, limit);
  const ids = page.rows.map(({ id }) => id);
  const shown = await presentConversations(deps, ids, access.personId);
  const items = ids.flatMap((id) => shown.get(id)?.conversation ?? []);
  return { items, ...(page.next && { next: page.next }) };
}
