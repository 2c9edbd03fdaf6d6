import { type SQL, sql } from "drizzle-orm";
import { createDb, type Db } from "../../db/connect.ts";
import type { Deps } from "../lib/deps.ts";
import { memberIdsSql } from "../routing/queues/member-ids.ts";
import { newPerson, newQueue } from "./floor/change.ts";
import { newHand } from "./floor/count-work.ts";
import { stateOf } from "./floor/person-state.ts";
import { placeOf } from "./floor/place.ts";
import { emptyFloor, type Floor, type FloorItem, type FloorPerson, type FloorQueue } from "./floor/state.ts";

/** The floor as the rows are, for when the log tells too little; what happened before counts for nothing. */
export async function floorFromRows({ pool }: Pick<Deps, "pool">): Promise<Floor> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only");
    const floor = await readFloor(createDb(client));
    await client.query("commit");
    return floor;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function readFloor(db: Db): Promise<Floor> {
  const [now] = (await db.execute<{ at: number; seq: number }>(nowSql)).rows;
  const floor = emptyFloor(now?.at ?? 0, now?.seq);
  const { rows: people } = await db.execute<PersonRow>(peopleSql);
  for (const row of people) floor.people.set(row.id, { ...newPerson(row.id, floor.at), ...row });
  const { rows: queues } = await db.execute<QueueRow>(queuesSql);
  for (const row of queues) {
    floor.queues.set(row.id, { ...newQueue(row.id), ...row, memberIds: new Set(row.memberIds) });
  }
  const { rows: items } = await db.execute<ItemRow>(itemsSql);
  for (const row of items) lay(floor, { ...row, hand: handOf(row, floor.at) });
  for (const person of floor.people.values()) person.state = stateOf(floor, person);
  return floor;
}

/** Since when something is wrapped up is not known, nor for how long it rested. */
function handOf({ state, since, isResting, queueId }: ItemRow, at: number) {
  if (state !== "active" && state !== "wrapUp") return null;
  return newHand(queueId, state === "active" && !isResting ? since : at);
}

function lay(floor: Floor, item: FloorItem) {
  floor.items.set(item.id, item);
  const { queueId, personId } = placeOf(item);
  if (queueId !== null) floor.queues.get(queueId)?.itemIds.add(item.id);
  if (personId !== null) floor.people.get(personId)?.itemIds.add(item.id);
}

type PersonRow = Pick<FloorPerson, "id" | "isOnline" | "availability" | "awayReason" | "since" | "isRemoved">;
type QueueRow = Pick<FloorQueue, "id" | "answerWithinSeconds" | "isArchived"> & { memberIds: string[] };
type ItemRow = Omit<FloorItem, "hand">;

const ms = (time: SQL) => sql`floor(date_part('epoch', ${time}) * 1000)`;

const nowSql = sql`select ${ms(sql`clock_timestamp()`)} as at, coalesce((select max(seq) from events), 0) as seq`;

const peopleSql = sql`
  select id, is_online as "isOnline", availability, away_reason as "awayReason",
    removed_at is not null as "isRemoved", ${ms(sql`greatest(availability_since, online_since)`)} as since
  from people`;

const queuesSql = sql`
  select q.id, q.answer_within_seconds as "answerWithinSeconds", q.archived_at is not null as "isArchived",
    ${memberIdsSql} as "memberIds"
  from queues q`;

const itemsSql = sql`
  select w.id, w.conversation_id as "conversationId", c.channel_id as "channelId", w.kind, w.queue_id as "queueId",
    w.state, w.owner_id as "ownerId", w.offered_to as "offeredTo", w.is_resting as "isResting",
    ${ms(sql`w.waiting_since`)} as "waitingSince",
    ${ms(sql`case w.state when 'active' then coalesce(w.accepted_at, w.updated_at) else w.updated_at end`)} as since
  from work_items w join conversations c on c.id = w.conversation_id
  where w.state <> 'done'`;
