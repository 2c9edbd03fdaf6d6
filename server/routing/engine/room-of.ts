import type { Tx } from "../../lib/transact.ts";
import { lockRooms, readRooms } from "../work/rooms.ts";

/** How much more each of these people may get, who are locked; without those who are not ready. */
export async function roomOf(tx: Tx, personIds: Iterable<string>): Promise<Map<string, number>> {
  const ids = [...new Set(personIds)];
  await lockRooms(tx.client, ids);
  const rooms = await readRooms(tx.client, ids);
  return new Map(rooms.flatMap(({ personId, room, isReady }) => (isReady ? [[personId, room]] : [])));
}

/** Takes so much of somebody's room; false where there is not so much. */
export function takeRoom(room: Map<string, number>, personId: string, weight: number): boolean {
  const left = (room.get(personId) ?? -1) - weight;
  if (left < 0) return false;
  room.set(personId, left);
  return true;
}
