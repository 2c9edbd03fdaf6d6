import type { Deps } from "../lib/deps.ts";
import { applyEvent } from "./floor/apply-event.ts";
import type { Fact } from "./floor/tally.ts";
import { floorFromRows } from "./floor-from-rows.ts";
import { readFloorEvents } from "./read-floor.ts";
import { rebuildTallies } from "./rebuild-tallies.ts";
import { findSnapshot, writeSnapshot } from "./snapshot.ts";
import { moveTallies, tallyPosition } from "./write-tallies.ts";

/** By the log's time. */
const snapshotEveryMs = 5 * 60_000;

/** Follows the log with a floor of its own, for what is kept of it. One that has failed is to be opened anew. */
export interface Keeper {
  /** Brings tallies and snapshots up to the end of the log. */
  keepUp(stopping: AbortSignal): Promise<void>;
}

export async function openKeeper(deps: Pick<Deps, "db" | "pool">): Promise<Keeper> {
  const kept = await findSnapshot(deps);
  const floor = kept ?? (await floorFromRows(deps));
  if (!kept) await writeSnapshot(deps, floor);
  let snapshotAt = floor.at;
  let countedTo = await countedSoFar(deps, floor.seq);
  let readTo = floor.seq;
  let facts: Fact[] = [];

  async function keepUp(stopping: AbortSignal) {
    for await (const { events, position } of readFloorEvents(deps, readTo)) {
      for (const event of events) {
        if (Date.parse(event.at) >= snapshotAt + snapshotEveryMs) await keepSnapshot();
        const change = applyEvent(floor, event);
        if (event.seq > countedTo) facts.push(...change.facts);
      }
      await keepFacts();
      readTo = position;
      if (stopping.aborted) return;
    }
  }

  /** What a snapshot knows of is not read again, so it has to be counted before. */
  async function keepSnapshot() {
    await keepFacts();
    await writeSnapshot(deps, floor);
    snapshotAt = floor.at;
  }

  async function keepFacts() {
    if (floor.seq <= countedTo) return;
    await moveTallies(deps, facts, { from: countedTo, to: floor.seq });
    countedTo = floor.seq;
    facts = [];
  }

  return { keepUp };
}

/** Where nothing tells how far it was counted, or too much is missing, all that the log still holds is counted anew. */
async function countedSoFar(deps: Pick<Deps, "db" | "pool">, seq: number): Promise<number> {
  const position = await tallyPosition(deps);
  return position !== undefined && position >= seq ? position : await rebuildTallies(deps);
}
