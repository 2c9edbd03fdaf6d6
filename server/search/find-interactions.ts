import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { withinAudience } from "./audience.ts";
import { longRunsOf, tsqueryOf } from "./fold.ts";
import { amongNewest } from "./newest.ts";
import { walkConversations } from "./walk-conversations.ts";

export interface FoundInteraction {
  id: string;
  conversationId: string;
  position: number;
  text: string;
  at: string;
}

/**
 * Messages and notes that hold every word of `q`, newest first. What is common fills a page from among the newest that
 * somebody sees; what does not is rare enough to be collected by the index.
 */
export async function findInteractions(
  deps: Pick<Deps, "db">,
  input: { access: Access; q: string; limit: number },
): Promise<FoundInteraction[]> {
  const tsquery = tsqueryOf(input.q);
  if (!tsquery) return [];
  const matches = sql`terms @@ ${tsquery}::tsquery`;
  const select = async (query: SQL) => (await deps.db.execute<Row>(query)).rows;
  if (input.access.role === "admin") {
    const rows = await select(amongAll(input, matches));
    return rows.length === input.limit ? rows : select(collect(input, matches));
  }
  const walked = await walkConversations(deps, input, (ids) => select(inConversations(input, matches, ids)));
  return walked ?? select(collect(input, matches));
}

type Row = Record<string, unknown> & FoundInteraction;
type Input = { access: Access; q: string; limit: number };

/** From the newest on until a page is full; `is true` keeps the planner from collecting by the words. */
const amongAll = (input: Input, matches: SQL): SQL => sql`
  select ${columns} from search_interactions s
  join interactions i on i.id = s.interaction_id join conversations c on c.id = i.conversation_id
  where ${amongNewest(sql`search_interactions`, sql`interaction_id`)} and (${matches}) is true ${further(input)}
  order by s.interaction_id desc limit ${input.limit}`;

/** Lookups stand apart behind `offset 0`: the planner would rather read a whole table than look so many up. */
const inConversations = (input: Input, matches: SQL, ids: string): SQL => sql`
  select ${columns} from unnest(${ids}::uuid[]) as w(id)
  cross join lateral (
    select interaction_id from search_interactions where conversation_id = w.id and (${matches}) is true offset 0) s
  cross join lateral (select * from interactions where id = s.interaction_id offset 0) i
  cross join lateral (select * from conversations where id = i.conversation_id offset 0) c
  where true ${further(input)}
  order by i.id desc limit ${input.limit}`;

/** All that match, by the index, and then the newest of them; the planner takes any word for common. */
const collect = (input: Input, matches: SQL): SQL => sql`
  with s as materialized (
    select interaction_id from search_interactions where ${matches} and ${withinAudience(input.access)})
  select ${columns} from (select interaction_id from s order by interaction_id desc) o
  cross join lateral (select * from interactions where id = o.interaction_id offset 0) i
  cross join lateral (select * from conversations where id = i.conversation_id offset 0) c
  where true ${further(input)}
  order by o.interaction_id desc limit ${input.limit}`;

const columns = sql`i.id, i.conversation_id as "conversationId", i.position, i.text, i.created_at as at`;

const further = ({ access, q }: Input): SQL =>
  sql`and ${canSeeSql(access)} ${sql.join(
    longRunsOf(q).map((run) => sql`and position(${run} in lower(normalize(i.text, nfkc))) > 0`),
    sql` `,
  )}`;
