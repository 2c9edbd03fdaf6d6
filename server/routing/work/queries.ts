import { type SQL, sql } from "drizzle-orm";
import { summarySql } from "../../contacts/summary.ts";
import type { WorkItem } from "../../contract/work.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { loadOf } from "./load-of.ts";
import { presentWorkItem, type WorkItemShown } from "./present.ts";

type Reader = Pick<Deps, "db">;

/** What somebody has just changed. */
export async function getWorkItem(deps: Reader, id: string): Promise<WorkItem> {
  const [item] = await findWork(deps, sql`w.id = ${id}`);
  if (!item) throw notFound("work item");
  return item;
}

/** What waits in a queue or is held out from it, in the order in which it is served. */
export async function listQueueWork(
  deps: Reader,
  { access, queueId, limit }: { access: Access; queueId: string; limit: number },
): Promise<{ items: WorkItem[]; waiting: number }> {
  if (!access.queueIds.includes(queueId)) throw notFound("queue");
  const which = sql`w.queue_id = ${queueId} and w.state in ('waiting', 'offered')`;
  const { rows } = await deps.db.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from work_items w where ${which}`,
  );
  const order = sql`order by w.priority desc, w.waiting_since, w.id limit ${limit}`;
  return { items: await findWork(deps, which, order), waiting: rows[0]?.waiting ?? 0 };
}

/** What is held out to somebody, then what they have in hand, then what they are to wrap up. */
export const listWorkOf = (deps: Reader, personId: string): Promise<WorkItem[]> =>
  findWork(
    deps,
    sql`((w.offered_to = ${personId} and w.state = 'offered')
      or (w.owner_id = ${personId} and w.state in ('active', 'wrapUp')))`,
    sql`order by array_position('{offered,active,wrapUp}', w.state), w.offer_ends_at, w.accepted_at, w.id`,
  );

export async function getLoad(deps: Reader, personId: string): Promise<{ load: number; capacity: number }> {
  const { rows } = await deps.db.execute<{ load: number; capacity: number }>(
    sql`select ${sql.raw(loadOf("p.id"))} as load, p.capacity from people p where p.id = ${personId}`,
  );
  const [row] = rows;
  if (!row) throw notFound("person");
  return row;
}

export async function findWork(deps: Reader, which: SQL, order = sql``): Promise<WorkItem[]> {
  const { rows } = await deps.db.execute<WorkItemShown>(sql`
    select w.id, w.conversation_id, c.channel_id, w.kind, w.state, w.queue_id, w.owner_id, w.priority, w.weight,
      w.is_resting, w.offered_to, w.offer_ends_at, w.waiting_since, w.accepted_at, w.wrap_up_ends_at,
      ${summarySql("n")},
      case when c.last_direction = 'in' then c.last_preview else (
        select left(i.text, 200) from interactions i where i.conversation_id = c.id and i.direction = 'in'
        order by i.position desc limit 1) end as preview
    from work_items w join conversations c on c.id = w.conversation_id join contacts n on n.id = c.contact_id
    where ${which} ${order}`);
  return rows.map(presentWorkItem);
}
