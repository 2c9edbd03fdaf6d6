import type { Board } from "../contract/board.ts";
import type { Access } from "../permissions/access.ts";
import { audienceOf, type Rows } from "./audience.ts";
import type { Floor } from "./floor/state.ts";
import { beginnings } from "./local-time.ts";
import { presentPerson, presentQueue, type View } from "./present.ts";
import type { Settings } from "./queries.ts";

/** The floor as somebody sees it at a moment; what came after its last event is taken to have changed nothing. */
export function presentBoard(
  floor: Floor,
  { access, at, settings }: { access: Access; at: number; settings: Settings },
): Board {
  return presentTo(floor, viewAt(floor, at, settings), audienceOf(access, floor, settings.teamIdsOf));
}

/** A node's clock may be behind the database's. */
export function viewAt(floor: Floor, now: number, { timeZone, weights, capacityOf }: Settings): View {
  const at = Math.max(now, floor.at);
  return { at, timeZone, ...beginnings(timeZone, at), weights, capacityOf };
}

export function presentTo(floor: Floor, view: View, { queueIds, personIds }: Rows): Board {
  const { at, timeZone, dayBegan, hourBegan } = view;
  return {
    at: new Date(at).toISOString(),
    timeZone,
    dayBegan: new Date(dayBegan).toISOString(),
    hourBegan: new Date(hourBegan).toISOString(),
    queues: rowsOf(floor.queues, queueIds, (queue) => presentQueue(floor, queue, view)),
    people: rowsOf(floor.people, personIds, (person) => presentPerson(floor, person, view)),
  };
}

function rowsOf<Kept, Row>(
  kept: Map<string, Kept>,
  ids: Iterable<string>,
  present: (one: Kept) => Row,
): Row[] {
  return [...ids].flatMap((id) => {
    const one = kept.get(id);
    return one === undefined ? [] : [present(one)];
  });
}
