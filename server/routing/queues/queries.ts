import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { queues } from "../../../db/schema/routing.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { memberIdsSql } from "./member-ids.ts";

export type QueueRow = typeof queues.$inferSelect & {
  personIds: string[];
  teamIds: string[];
  memberIds: string[];
  channelIds: string[];
  dispositions: { id: string; name: string }[];
};

const q = alias(queues, "q");

/** Columns of other tables have the same names, so these say whose they are. */
const columns = {
  ...getTableColumns(q),
  personIds: sql<string[]>`array(select person_id from queue_people where queue_id = q.id order by 1)`,
  teamIds: sql<string[]>`array(select team_id from queue_teams where queue_id = q.id order by 1)`,
  memberIds: sql<string[]>`${memberIdsSql}`,
  channelIds: sql<string[]>`array(
    select id from channels where queue_id = q.id and archived_at is null order by 1)`,
  dispositions: sql<{ id: string; name: string }[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.position), '[]')
    from dispositions d where d.queue_id = q.id and d.archived_at is null)`,
};

/** By name, without archived ones. */
export async function listQueues({ db }: Pick<Deps, "db">, isWanted?: SQL): Promise<QueueRow[]> {
  return db
    .select(columns)
    .from(q)
    .where(and(isNull(q.archivedAt), isWanted))
    .orderBy(sql`${q.name} collate "und-x-icu"`, q.id);
}

/** @throws AppError `not_found`, also for an archived one. */
export async function getQueue(deps: Pick<Deps, "db">, id: string): Promise<QueueRow> {
  const [row] = await listQueues(deps, eq(q.id, id));
  if (row === undefined) throw notFound("queue");
  return row;
}
