import type pg from "pg";
import { asArray } from "../../../db/row-arrays.ts";
import { loadOf } from "./load-of.ts";

type Client = Pick<pg.ClientBase, "query">;

export interface Room {
  personId: string;
  /** How much more they may get; below zero where they have too much by hand. */
  room: number;
  /** Whether they are to be given anything at all. */
  isReady: boolean;
  /** Whether their phone is ready, and neither in a call nor asked for one. */
  canCarry: boolean;
}

/** So that all that is given to somebody at once is counted; to be sent before their rooms are read. */
export async function lockRooms(client: Client, personIds: readonly string[]): Promise<void> {
  await client.query({ name: "lock-rooms", text: lockSql, values: [asArray(personIds, "uuid")] });
}

export async function readRooms(client: Client, personIds: readonly string[]): Promise<Room[]> {
  const values = [asArray(personIds, "uuid")];
  const { rows } = await client.query<Room>({ name: "read-rooms", text: roomsSql, values });
  return rows;
}

const lockSql = "select from people where id = any($1::uuid[]) order by id for no key update";

const roomsSql = `
  select p.id as "personId", p.capacity - ${loadOf("p.id")} as room,
    p.is_online and p.availability = 'ready' and p.removed_at is null as "isReady",
    p.has_phone and not exists (select from call_legs l where l.person_id = p.id and l.state <> 'ended')
      and not exists (select from work_items w
        where w.offered_to = p.id and w.state = 'offered' and w.kind = 'call') as "canCarry"
  from people p where p.id = any($1::uuid[])`;
