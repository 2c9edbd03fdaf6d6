import { setTimeout as delay } from "node:timers/promises";
import { startEngine } from "../server/routing/engine/start-engine.ts";
import { type Bench, type Figure, round } from "./figure.ts";
import type { BenchHub } from "./hub.ts";
import { seedFloor } from "./routing-seed.ts";

const clients = 16;
const bareSeconds = 3;
const least = 200;
/** So long nothing more was given: everybody has their hands full. */
const quietMs = 2_000;

/** What the engine gives to 1,000 people of 50 queues with skills while 10,000 wait, as far as the commit. */
export const committing: Bench = {
  name: "routing, committed",
  async run(hub) {
    await seedFloor(hub);
    const bare = await bareUpdates(hub);
    await seedFloor(hub);
    const offered = await givenPerSecond(hub, "workItem.offered");
    await seedFloor(hub);
    await hub.deps.pool.query("update queues set auto_accept = '{chat,mail}'");
    const assigned = await givenPerSecond(hub, "workItem.stateChanged");
    return [
      figure("offers/s committed, 10,000 waiting, beside bare conditional updates", offered, bare),
      figure("assignments/s committed with their conversations, 10,000 waiting", assigned, bare),
    ];
  },
};

const figure = (name: string, value: number, bare: number): Figure => ({
  name,
  value: round(value, 0),
  unit: "per s",
  baseline: round(bare, 0),
  ratio: round(value / bare),
  target: `≥ ${least} per s`,
  met: value >= least,
});

/** One at a time and committed each: this item is somebody's, if it still waits. */
async function bareUpdates({ deps }: BenchHub): Promise<number> {
  const { rows } = await deps.pool.query<{ id: string; personId: string }>(`
    select w.id, (select id from people limit 1) as "personId" from work_items w where w.state = 'waiting'`);
  const items = rows.values();
  const startedAt = performance.now();
  let count = 0;
  async function work() {
    for (const { id, personId } of items) {
      if (performance.now() - startedAt > bareSeconds * 1_000) return;
      const { rowCount } = await deps.pool.query(
        "update work_items set state = 'active', owner_id = $2 where id = $1 and state = 'waiting'",
        [id, personId],
      );
      count += rowCount ?? 0;
    }
  }
  await Promise.all(Array.from({ length: clients }, work));
  return (count / (performance.now() - startedAt)) * 1_000;
}

/** From the first to the last that was given until nobody had room for more, by the log's own times. */
async function givenPerSecond(hub: BenchHub, type: string): Promise<number> {
  const { pool } = hub.deps;
  const { rows: last } = await pool.query("select coalesce(max(seq), 0) as seq from events");
  const engine = await startEngine(hub.deps);
  const readRun = async () => {
    const { rows } = await pool.query<{ count: number; seconds: number }>(
      `select count(*)::int as count, date_part('epoch', max(at) - min(at)) as seconds
      from events where type = $1 and seq > $2`,
      [type, last[0].seq],
    );
    return rows[0] ?? { count: 0, seconds: 0 };
  };
  let run = await readRun();
  for (let before = -1; run.count === 0 || run.count !== before; ) {
    before = run.count;
    await delay(quietMs);
    run = await readRun();
  }
  await engine.stop();
  return run.count / run.seconds;
}
