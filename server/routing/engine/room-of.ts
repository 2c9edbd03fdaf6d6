import type { WorkKind } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import { lockRooms, type Room, readRooms } from "../work/rooms.ts";

/** How much more each of these people may get, who are locked; without those who are not ready. */
export async function roomOf(tx: Tx, personIds: Iterable<string>): Promise<Map<string, Room>> {
  const ids = [...new Set(personIds)];
  await lockRooms(tx.client, ids);
  const rooms = await readRooms(tx.client, ids);
  return new Map(rooms.flatMap((room) => (room.isReady ? [[room.personId, room]] : [])));
}

/** Takes so much of somebody's room; false where there is not so much, or it is a call and they cannot carry it now. */
export function takeRoom(
  rooms: Map<string, Room>,
  personId: string,
  { kind, weight }: { kind: WorkKind; weight: number },
): boolean {
  const room = rooms.get(personId);
  if (!room || room.room < weight || (kind === "call" && !room.canCarry)) return false;
  room.room -= weight;
  if (kind === "call") room.canCarry = false;
  return true;
}
