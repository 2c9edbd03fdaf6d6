import type pg from "pg";
import { inOneGo } from "../lib/lookup-connection.ts";
import { lockRooms, readRooms as readRoomsOf } from "../routing/work/rooms.ts";
import type { State } from "./state.ts";

/**
 * How much more those may get to whom a batch may bring something back. It costs a round trip, but only where there is
 * such a person: they are locked, so that all that anybody gives them at once is counted.
 */
export async function readRooms(
  client: pg.Client,
  { conversations }: Omit<State, "rooms">,
): Promise<State["rooms"]> {
  const personIds = new Set(
    [...conversations.values()].flatMap(({ status, assigneeId, isAssigneeHere }) =>
      status !== "open" && assigneeId !== null && isAssigneeHere ? assigneeId : [],
    ),
  );
  if (personIds.size === 0) return new Map();
  const ids = [...personIds];
  const [, rooms] = await inOneGo(client, () =>
    Promise.all([lockRooms(client, ids), readRoomsOf(client, ids)]),
  );
  return new Map(rooms.map(({ personId, room }) => [personId, room]));
}
