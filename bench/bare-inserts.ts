import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { BenchHub } from "./hub.ts";

const clients = 16;

/** Committed single-row inserts per second by 16 clients: what the server can do when nothing is asked of it. */
export async function bareInserts(
  hub: BenchHub,
  seconds: number,
  atEnd?: () => Promise<void>,
): Promise<number> {
  await makeTable(hub);
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(hub.url)));
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  let count = 0;
  await Promise.all(
    connections.map(async (client) => {
      while (performance.now() < endAt) {
        await client.query(insert);
        count++;
      }
    }),
  );
  const took = performance.now() - startedAt;
  await atEnd?.();
  await Promise.all(connections.map((client) => client.end()));
  return (count / took) * 1000;
}

/** Milliseconds that each of many committed single-row inserts takes, one at a time with a pause between. */
export async function bareCommits(hub: BenchHub, seconds: number): Promise<number[]> {
  await makeTable(hub);
  const client = await connect(hub.url);
  const took: number[] = [];
  for (const endAt = performance.now() + seconds * 1000; performance.now() < endAt; ) {
    const startedAt = performance.now();
    await client.query(insert);
    took.push(performance.now() - startedAt);
    await delay(5);
  }
  await client.end();
  return took;
}

const insert = {
  name: "bare",
  text: "insert into bare (body) values ($1)",
  values: ["x".repeat(200)],
};

const makeTable = ({ deps }: BenchHub) =>
  deps.pool.query("create table if not exists bare (id bigserial primary key, body text not null)");

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
