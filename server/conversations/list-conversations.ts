import { type SQL, sql } from "drizzle-orm";
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

/** From so many on, reading a page from each costs more than to ask first how far it reaches. */
const manyChannels = 16;
const fewOfEach = 4;

/** One page of the inbox as somebody sees it. */
export async function listConversations(
  deps: Pick<Deps, "db">,
  input: ListInput,
): Promise<Page<Conversation>> {
  const { access, limit } = input;
  const wanted = { ...input, after: readCursor(input.cursor), limit: limit + 1 };
  const edge = access.channelIds.length >= manyChannels ? await findEdge(deps, wanted) : undefined;
  const page = cutPage(
    await readRows(deps, sql`${sortedRuns({ ...wanted, edge })} limit ${wanted.limit}`),
    limit,
  );
  const ids = page.rows.map(({ id }) => id);
  const shown = await presentConversations(deps, ids, access.personId);
  const items = ids.flatMap((id) => shown.get(id)?.conversation ?? []);
  return { items, ...(page.next && { next: page.next }) };
}

/** The first few of each run fill a page that reaches as far as the real one, or further. */
async function findEdge(deps: Pick<Deps, "db">, wanted: Wanted): Promise<string | undefined> {
  const runs = sortedRuns({ ...wanted, limit: fewOfEach });
  const [last] = await readRows(deps, sql`${runs} offset ${wanted.limit - 1} limit 1`);
  return last?.at;
}

const sortedRuns = (wanted: Wanted): SQL =>
  sql`select id, at from (${runsOf(wanted)}) as r ${orderOf(wanted)}`;

async function readRows({ db }: Pick<Deps, "db">, query: SQL): Promise<{ id: string; at: string }[]> {
  const { rows } = await db.execute<{ id: string; at: string }>(query);
  return rows.map(({ id, at }) => ({ id, at: iso(at) }));
}
