import { uuids } from "../../lib/rows.ts";
import type { Tx } from "../../lib/transact.ts";

/**
 * How much more each of these people may get; without those who are not ready. They are locked, so that all that is given
 * to somebody at once is counted.
 */
export async function roomOf(tx: Tx, personIds: Iterable<string>): Promise<Map<string, number>> {
  const values = [uuids([...new Set(personIds)])];
  await tx.client.query({ name: "engine-lock-people", text: lockSql, values });
  const { rows } = await tx.client.query<{ id: string; room: number }>({
    name: "engine-room",
    text: roomSql,
    values,
  });
  return new Map(rows.map(({ id, room }) => [id, room]));
}

/** Takes so much of somebody's room; false where there is not so much. */
export function takeRoom(room: Map<string, number>, personId: string, weight: number): boolean {
  const left = (room.get(personId) ?? -1) - weight;
  if (left < 0) return false;
  room.set(personId, left);
  return true;
}

const lockSql = "select from people where id = any($1::uuid[]) order by id for no key update";

/** A statement of its own, after the lock; the same sum as `loadOf`. */
const roomSql = `
  select p.id, (p.capacity
    - coalesce((select sum(w.weight) from work_items w
      where w.owner_id = p.id and w.state in ('active', 'wrapUp') and not w.is_resting), 0)
    - coalesce((select sum(w.weight) from work_items w where w.offered_to = p.id and w.state = 'offered'), 0))::int as room
  from people p
  where p.id = any($1::uuid[]) and p.is_online and p.availability = 'ready' and p.removed_at is null`;
