import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { withinAudience } from "./audience.ts";
import { longRunsOf, tsqueryOf } from "./fold.ts";
import { amongNewest } from "./newest.ts";

export interface FoundInteraction {
  id: string;
  conversationId: string;
  position: number;
  text: string;
  at: string;
}

/** Messages and notes that hold every word of `q`, newest first. */
export async function findInteractions(
  deps: Pick<Deps, "db">,
  input: { access: Access; q: string; limit: number },
): Promise<FoundInteraction[]> {
  const tsquery = tsqueryOf(input.q);
  if (!tsquery) return [];
  const matches = sql`terms @@ ${tsquery}::tsquery`;
  const within = withinAudience(input.access);
  const { rows } = await deps.db.execute<Row>(walk(input, matches, within));
  if (rows.length === input.limit) return rows;
  return (await deps.db.execute<Row>(collect(input, matches, within))).rows;
}

type Row = Record<string, unknown> & FoundInteraction;
type Input = { access: Access; q: string; limit: number };

/** From the newest on until a page is full; `is true` keeps the planner from collecting by the words. */
const walk = (input: Input, matches: SQL, within: SQL): SQL => sql`
  select ${columns} from search_interactions s ${joins}
  where ${amongNewest(sql`search_interactions`, sql`interaction_id`)} and (${matches}) is true and (${within}) is true
    and ${canSeeSql(input.access)} ${holdsRuns(input.q)}
  order by s.interaction_id desc limit ${input.limit}`;

/**
 * All that match, by the index, and then the newest of them. The lookups stand apart behind `offset 0`: the planner
 * takes any word for common and would rather read a whole table in order than look up the few that there are.
 */
const collect = (input: Input, matches: SQL, within: SQL): SQL => sql`
  with s as materialized (select interaction_id from search_interactions where ${matches} and ${within})
  select ${columns} from (select interaction_id from s order by interaction_id desc) o
  cross join lateral (select * from interactions where id = o.interaction_id offset 0) i
  cross join lateral (select * from conversations where id = i.conversation_id offset 0) c
  where ${canSeeSql(input.access)} ${holdsRuns(input.q)}
  order by o.interaction_id desc limit ${input.limit}`;

const holdsRuns = (q: string): SQL =>
  sql.join(
    longRunsOf(q).map((run) => sql`and position(${run} in lower(normalize(i.text, nfkc))) > 0`),
    sql` `,
  );

const columns = sql`i.id, i.conversation_id as "conversationId", i.position, i.text, i.created_at as at`;
const joins = sql`join interactions i on i.id = s.interaction_id join conversations c on c.id = i.conversation_id`;
