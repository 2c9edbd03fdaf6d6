import pg from "pg";
import type { BenchHub } from "./hub.ts";

const clients = 16;

/** Committed single-row inserts per second by 16 clients: what the server can do when nothing is asked of it. */
export async function bareInserts(
  hub: BenchHub,
  seconds: number,
  atEnd?: () => Promise<void>,
): Promise<number> {
  await hub.deps.pool.query("create table if not exists bare (id bigserial primary key, body text not null)");
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(hub.url)));
  const body = "x".repeat(200);
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  let count = 0;
  await Promise.all(
    connections.map(async (client) => {
      while (performance.now() < endAt) {
        await client.query({ name: "bare", text: "insert into bare (body) values ($1)", values: [body] });
        count++;
      }
    }),
  );
  const took = performance.now() - startedAt;
  await atEnd?.();
  await Promise.all(connections.map((client) => client.end()));
  return (count / took) * 1000;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
