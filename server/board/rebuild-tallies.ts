import type { Client } from "../../db/connect.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import { applyEvent } from "./floor/apply-event.ts";
import { quarterMs, quarterOf } from "./floor/quarters.ts";
import { readFloorEvents } from "./read-floor.ts";
import { findOldestSnapshot } from "./snapshot.ts";
import { addTallies } from "./write-tallies.ts";

/** Counts anew all that the log still holds; older tallies stay. Gives how far it was counted. */
export async function rebuildTallies(deps: Pick<Deps, "db" | "pool">): Promise<number> {
  return transact(deps, async ({ client }) => {
    await client.query("lock table tally_position in exclusive mode");
    const floor = await findOldestSnapshot(deps);
    if (!floor) throw new Error("There is no snapshot to count from.");
    const first = await firstQuarter(client, floor.at);
    await client.query("delete from work_tallies where quarter >= $1", [new Date(first)]);
    for await (const { events } of readFloorEvents(deps, floor.seq)) {
      const facts = events.flatMap((event) => applyEvent(floor, event).facts);
      await addTallies(
        client,
        facts.filter(({ quarter }) => quarter >= first),
      );
    }
    await client.query(
      `insert into tally_position (seq) values ($1) on conflict (is_only) do update set seq = excluded.seq`,
      [floor.seq],
    );
    return floor.seq;
  });
}

/** Of a quarter that had begun before, less is known now than when it was counted. */
async function firstQuarter(client: Pick<Client, "query">, at: number): Promise<number> {
  const quarter = quarterOf(at);
  if (quarter === at) return quarter;
  const { rowCount } = await client.query("select from work_tallies where quarter <= $1 limit 1", [
    new Date(quarter),
  ]);
  return rowCount === 0 ? quarter : quarter + quarterMs;
}
