import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { withinAudience } from "./audience.ts";
import { estimateRows, manyMatches } from "./estimate.ts";
import { longRunsOf, tsqueryOf } from "./fold.ts";

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
  const expected = await estimateRows(
    deps,
    sql`select from search_interactions where ${matches} and ${within}`,
  );
  const { rows } = await deps.db.execute<Record<string, unknown> & FoundInteraction>(
    expected > manyMatches ? walk(input, matches, within) : collect(input, matches, within),
  );
  return rows;
}

type Input = { access: Access; q: string; limit: number };

/** From the newest on until enough are found; `is true` keeps the planner from collecting them by the words. */
const walk = (input: Input, matches: SQL, within: SQL): SQL => sql`
  select ${columns} from search_interactions s ${joins}
  where (${matches}) is true and (${within}) is true and ${canSeeSql(input.access)} ${holdsRuns(input.q)}
  order by s.interaction_id desc limit ${input.limit}`;

/** All that match, by the index, and then the newest of them. */
const collect = (input: Input, matches: SQL, within: SQL): SQL => sql`
  with s as materialized (
    select interaction_id, conversation_id from search_interactions where ${matches} and ${within})
  select ${columns} from s ${joins}
  where ${canSeeSql(input.access)} ${holdsRuns(input.q)}
  order by s.interaction_id desc limit ${input.limit}`;

const holdsRuns = (q: string): SQL =>
  sql.join(
    longRunsOf(q).map((run) => sql`and position(${run} in lower(normalize(i.text, nfkc))) > 0`),
    sql` `,
  );

const columns = sql`i.id, i.conversation_id as "conversationId", i.position, i.text, i.created_at as at`;
const joins = sql`join interactions i on i.id = s.interaction_id join conversations c on c.id = i.conversation_id`;
