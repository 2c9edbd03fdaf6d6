import { readEventsOf } from "../events/queries.ts";
import type { Deps } from "../lib/deps.ts";
import { applyEvent } from "./floor/apply-event.ts";
import type { Change } from "./floor/change.ts";
import { type FloorEvent, floorEventTypes, isFloorEvent } from "./floor/floor-events.ts";
import type { Floor } from "./floor/state.ts";
import { floorFromRows } from "./floor-from-rows.ts";
import { findSnapshot } from "./snapshot.ts";

const batchSize = 2_000;

/** A floor to go on from: the newest snapshot, or the rows where there is none that the log goes on from. */
export async function openFloor(deps: Pick<Deps, "db" | "pool">): Promise<Floor> {
  return (await findSnapshot(deps)) ?? (await floorFromRows(deps));
}

/** What the floor is made of, batch by batch, with how far the log was read for each. */
export async function* readFloorEvents(
  { pool }: Pick<Deps, "pool">,
  after: number,
): AsyncGenerator<{ events: FloorEvent[]; position: number }> {
  for (let position = after; ; ) {
    const read = await readEventsOf(floorEventTypes, pool, position, batchSize);
    const last = read.at(-1);
    if (!last) return;
    position = last.seq;
    // The last comes whatever it is.
    yield { events: read.filter(isFloorEvent), position };
  }
}

/** Brings a floor up to a moment, and tells what each event until then does. */
export async function replay(
  deps: Pick<Deps, "pool">,
  floor: Floor,
  until: number,
  onChange: (change: Change) => void = () => {},
): Promise<void> {
  for await (const { events } of readFloorEvents(deps, floor.seq)) {
    for (const event of events) {
      if (Date.parse(event.at) > until) return;
      onChange(applyEvent(floor, event));
    }
  }
}
