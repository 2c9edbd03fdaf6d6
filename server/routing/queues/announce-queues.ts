import { type SQL, sql } from "drizzle-orm";
import { uuids } from "../../lib/rows.ts";
import type { Tx } from "../../lib/transact.ts";
import { memberIdsSql } from "./member-ids.ts";

/**
 * Says who gets work from these queues now. Whoever changes that calls this after the change; the lock makes two at once
 * follow each other, so that the later event knows of both.
 */
export async function announceQueues(
  tx: Tx,
  queueIds: readonly string[],
  actorId: string | undefined,
): Promise<void> {
  if (queueIds.length > 0) await announceWhere(tx, sql`q.id = any(${uuids(queueIds)}::uuid[])`, actorId);
}

/** Those that these teams are in. */
export async function announceQueuesOfTeams(
  tx: Tx,
  teamIds: readonly string[],
  actorId: string | undefined,
): Promise<void> {
  if (teamIds.length === 0) return;
  const isTheirs = sql`q.id in (select queue_id from queue_teams where team_id = any(${uuids(teamIds)}::uuid[]))`;
  await announceWhere(tx, isTheirs, actorId);
}

/** Those that a person gets work from, by themselves or through a team. */
export async function announceQueuesOfPerson(
  tx: Tx,
  personId: string,
  actorId: string | undefined,
): Promise<void> {
  const isTheirs = sql`q.id in (select queue_id from queue_people where person_id = ${personId}
    union select queue_id from queue_teams join team_members using (team_id) where person_id = ${personId})`;
  await announceWhere(tx, isTheirs, actorId);
}

async function announceWhere(tx: Tx, isWanted: SQL, actorId: string | undefined) {
  const locked = await tx.db.execute<{ id: string }>(sql`
    select q.id from queues q where q.archived_at is null and ${isWanted} order by q.id for no key update`);
  if (locked.rows.length === 0) return;
  const { rows } = await tx.db.execute<{ id: string; within: number; memberIds: string[] }>(sql`
    select q.id, q.answer_within_seconds as within, ${memberIdsSql} as "memberIds"
    from queues q where q.id = any(${uuids(locked.rows.map(({ id }) => id))}::uuid[]) order by q.id`);
  for (const { id: queueId, within: answerWithinSeconds, memberIds } of rows) {
    tx.append({ type: "queue.updated", actorId, data: { queueId, memberIds, answerWithinSeconds } });
  }
}
