import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import { findEmbedded } from "./find.ts";
import { type EmbeddedServer, startEmbedded } from "./index.ts";
import { isAlive, readPostmasterFile } from "./postmaster-file.ts";

let dataDir = "";
const running: EmbeddedServer[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "switchboard-embedded-"));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await rm(dataDir, { recursive: true });
});

test("a new database keeps any language's text and loses nothing that was committed", async () => {
  const server = await start();
  const facts = await ask(
    server.url,
    `select lower('Ж') as lower, current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  );
  expect(facts).toEqual({ lower: "ж", encoding: "UTF8", fsync: "on", commit: "on" });
});

test("the password is random and only its owner may read it", async () => {
  await start();
  const file = join(dataDir, "database-password");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file, "utf8")).trim().length).toBeGreaterThanOrEqual(32);
});

test("a folder in use is refused while it is, and free afterwards", async () => {
  const server = await start();
  await expect(startEmbedded({ dataDir })).rejects.toThrow("is in use by another Switchboard");
  await server.stop();
  await (await startEmbedded({ dataDir })).stop();
});

test("a running database is found by its folder, and a stopped one is not", async () => {
  const server = await start();
  expect(await findEmbedded(dataDir)).toBe(server.url);
  await server.stop();
  expect(await findEmbedded(dataDir)).toBeUndefined();
});

test("a server that dies is started again at the same address", async () => {
  const server = await start();
  await ask(server.url, "create table kept as select 1 as n");
  const before = await readPostmasterFile(join(dataDir, "postgres"));
  process.kill(before!.pid, "SIGKILL");
  await eventually(async () => {
    const now = await readPostmasterFile(join(dataDir, "postgres"));
    expect(now?.pid).not.toBe(before!.pid);
    expect(await ask(server.url, "select n from kept")).toEqual({ n: 1 });
  });
});

test("a pid file whose number some other program has by now is no obstacle", async () => {
  await (await start()).stop();
  const stale = [process.pid, join(dataDir, "postgres"), 1, 1, "", "127.0.0.1", "1 1", "ready"];
  await writeFile(join(dataDir, "postgres/postmaster.pid"), `${stale.join("\n")}\n`);
  const server = await start();
  expect(await ask(server.url, "select 1 as n")).toEqual({ n: 1 });
  expect(isAlive(process.pid)).toBe(true);
});

test("a server that does not know the folder's password is neither adopted nor stopped", async () => {
  const other = await mkdtemp(join(tmpdir(), "switchboard-embedded-"));
  onTestFinished(() => rm(other, { recursive: true }));
  const owner = await start();
  const marker = { switchboard: 1, databaseHome: dataDir };
  await writeFile(join(other, "switchboard.json"), JSON.stringify(marker));
  await writeFile(join(other, "database-password"), "a guess\n");
  // As if its hub had been killed: the lock is gone, the server is not.
  await rm(join(dataDir, "lock"));
  await expect(startEmbedded({ dataDir: other })).rejects.toThrow(
    "does not know this data folder's password",
  );
  expect(await ask(owner.url, "select 1 as n")).toEqual({ n: 1 });
});

test("a first start that was cut short leaves nothing in the way of the next", async () => {
  await (await start()).stop();
  await rm(join(dataDir, "postgres"), { recursive: true });
  await mkdir(join(dataDir, "postgres.new"));
  await writeFile(join(dataDir, "postgres.new/PG_VERSION"), "1");
  const server = await start();
  expect(await ask(server.url, "select 1 as n")).toEqual({ n: 1 });
});

test("a folder that holds something else is refused and left as it is", async () => {
  await writeFile(join(dataDir, "thesis.txt"), "chapter one");
  await expect(startEmbedded({ dataDir })).rejects.toThrow("is not empty and was not made by Switchboard");
  expect(await readFile(join(dataDir, "thesis.txt"), "utf8")).toBe("chapter one");
});

test("a database of another major version is refused", async () => {
  await (await start()).stop();
  await writeFile(join(dataDir, "postgres/PG_VERSION"), "17\n");
  await expect(startEmbedded({ dataDir })).rejects.toThrow(
    /was made by PostgreSQL 17 and this Switchboard brings 18/,
  );
});

async function start() {
  const server = await startEmbedded({ dataDir });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows?.[0];
  } finally {
    await client.end();
  }
}
