import { afterAll, beforeAll, expect, test } from "vitest";
import { startProxy } from "../test/realtime/tcp-proxy.ts";
import { createPool } from "./connect.ts";
import { createTestDatabase } from "./test-database.ts";
import { transact } from "./transact.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("on a dead network queries and transactions fail in the end, and go on once it is back", async () => {
  const url = new URL(database.url);
  const proxy = await startProxy(Number(url.port));
  url.host = `127.0.0.1:${proxy.port}`;
  const pool = createPool(url.href, { max: 2, limitMs: 2_000 });
  const read = () => pool.query("select 1 as one");
  const write = () => transact(pool, ({ client }) => client.query("select 1 as one"));
  await Promise.all([read(), write()]);
  proxy.swallow();
  const failed = await Promise.allSettled([read(), write()]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  for (const ask of [read, write]) expect((await ask()).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await proxy.stop();
});

test("a statement that takes too long is told so by the server, and its connection stays", async () => {
  const pool = createPool(database.url, { max: 1, limitMs: 2_000 });
  const client = await pool.connect();
  await expect(client.query("select pg_sleep(60)")).rejects.toMatchObject({ code: "57014" });
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  client.release();
  await pool.end();
});

test("without a limit nothing is cut short", async () => {
  const pool = createPool(database.url);
  const { rows } = await pool.query("show statement_timeout");
  expect(rows).toEqual([{ statement_timeout: "0" }]);
  expect(pool.options).not.toHaveProperty("query_timeout");
  await pool.end();
});
