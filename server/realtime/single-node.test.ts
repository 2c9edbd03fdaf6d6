import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { StartError } from "../../db/start-error.ts";
import { type TestHub, testHub } from "../../test/factories.ts";
import { until } from "../../test/realtime/screen.ts";
import { refuseSecondNode } from "./single-node.ts";

let hub: TestHub;
let held: (() => Promise<void>)[] = [];
let child: ChildProcess | undefined;

beforeAll(async () => {
  hub = await testHub();
});
afterEach(async () => {
  for (const release of held) await release();
  held = [];
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await hub?.close();
});

async function hold(options?: Parameters<typeof refuseSecondNode>[1]) {
  held.push(await refuseSecondNode(hub.deps, options));
}

test("a second hub on the same database is refused with one sentence", async () => {
  await hold();
  const refused = await refuseSecondNode(hub.deps).catch((error) => error);
  expect(refused).toBeInstanceOf(StartError);
  expect(refused.message).toMatch(/^Another hub is at work on this database;.*REDIS_URL\.$/);
});

test("hubs that are joined by Redis share a database, but not with one that is alone", async () => {
  await hold({ isShared: true });
  await hold({ isShared: true });
  await expect(refuseSecondNode(hub.deps)).rejects.toThrow(StartError);
});

test("a killed hub's place is free at once", async () => {
  const script = join(import.meta.dirname, "../../test/realtime/hold-node.ts");
  child = spawn(process.execPath, [script, hub.url], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout!, "data");
  child.kill("SIGKILL");
  await hold();
}, 60_000);

test("a hub that loses its connection takes its place again", async () => {
  await hold();
  await endConnections();
  await until(async () => (await locks()) === 1);
  await expect(refuseSecondNode(hub.deps)).rejects.toThrow(StartError);
});

test("a hub whose place was taken meanwhile stops", async () => {
  const taken = Promise.withResolvers<void>();
  await hold({ onTaken: taken.resolve });
  const thief = await hub.deps.pool.connect();
  const waiting = thief.query("select pg_advisory_lock(7412002)");
  await endConnections();
  await waiting;
  await taken.promise;
  await thief.query("select pg_advisory_unlock_all()");
  thief.release();
});

/** Once they have ended, so that what stands then was made after. */
const endConnections = () =>
  hub.deps.pool.query(
    `select pg_terminate_backend(pid, 60000) from pg_stat_activity
    where application_name = 'switchboard node' and datname = current_database()`,
  );

async function locks() {
  const { rows } = await hub.deps.pool.query(
    `select from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted and a.application_name = 'switchboard node'
      and a.datname = current_database()`,
  );
  return rows.length;
}
