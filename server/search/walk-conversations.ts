import { sql } from "drizzle-orm";
import { runsOf } from "../conversations/runs.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";

interface Walked extends Record<string, unknown> {
  id: string;
  /** When something was last said in it, in milliseconds. */
  at: number;
  /** Interactions in it and in all before it. */
  held: number;
}

const first = 100;
const most = 2_000;
/** Of so many interactions together, as long conversations hold many. */
const mostInEach = 10;
/** More than the first matches promise, since they need not lie evenly. */
const margin = 1.5;
/** A clock of another node may be so much behind, and what it wrote seem older than it is. */
const slackMs = 60_000;

/**
 * The newest matches among the newest conversations that somebody sees, when they fill a page or are all there is;
 * undefined when others may be newer, and then there are few. `find` gives the newest matches in some conversations.
 */
export async function walkConversations<Found extends { id: string }>(
  deps: Pick<Deps, "db">,
  { access, limit }: { access: Access; limit: number },
  find: (conversationIds: string) => Promise<Found[]>,
): Promise<Found[] | undefined> {
  for (let count = first; ; ) {
    const { walked, isAll } = await newestConversations(deps, access, count);
    const found = await find(uuids(walked.map(({ id }) => id)));
    const oldest = walked.at(-1);
    if (isAll || !oldest) return found;
    // What was said in a conversation that was not walked is no newer than the oldest that was.
    const sure = found.filter(({ id }) => id > firstIdAt(oldest.at + slackMs)).length;
    if (sure === limit) return found;
    if (sure === 0 || count > first) return undefined;
    count = Math.min(most, Math.ceil((count * limit * margin) / sure));
  }
}

async function newestConversations(deps: Pick<Deps, "db">, access: Access, count: number) {
  const wanted = { access, view: "all", withClosed: true, limit: count } as const;
  const { rows } = await deps.db.execute<Walked>(sql`
    select c.id, date_part('epoch', r.at) * 1000 as at,
      sum(c.length) over (order by r.at desc, r.id desc) as held
    from (select id, at from (${runsOf(wanted)}) as r order by at desc, id desc limit ${count}) r
    cross join lateral (select id, length from conversations where id = r.id offset 0) c
    order by r.at desc, r.id desc`);
  const end = rows.findIndex(({ held }, nth) => held > count * mostInEach && nth > 0);
  const walked = end < 0 ? rows : rows.slice(0, end);
  return { walked, isAll: walked.length < count && end < 0 };
}

/** Ids begin with their time. */
function firstIdAt(ms: number): string {
  const hex = Math.floor(ms).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
