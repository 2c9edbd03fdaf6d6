import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "../../db/embedded/index.ts";
import { clusterIn } from "../../db/embedded/place.ts";
import { readPostmasterFile } from "../../db/embedded/postmaster-file.ts";
import { migrate } from "../../db/migrate.ts";
import { lastPosition, readEvents } from "../../server/events/queries.ts";
import { type Tail, tailEvents } from "../../server/events/tail.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { transact } from "../../server/lib/transact.ts";
import { depsOn } from "../deps.ts";
import { makePerson } from "../factories.ts";
import { testFolderPrefix } from "../setup/sweep.ts";
import { makeCookie, startNode, type TestNode } from "./node.ts";
import { openReady, type Screen, until } from "./screen.ts";

let dataDir = "";
let server: EmbeddedServer | undefined;
let deps: Deps | undefined;
let node: TestNode | undefined;
let tail: Tail | undefined;
const screens: Screen[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), testFolderPrefix));
  server = await startEmbedded({ dataDir, settings: { fsync: "off" } });
  await migrate(server.url);
  deps = depsOn(server.url);
});

afterAll(async () => {
  for (const screen of screens) screen.close();
  await tail?.stop();
  await node?.stop();
  await deps?.pool.end();
  await server?.stop();
  for (const folder of [dataDir, server?.location ?? dataDir])
    rmSync(folder, { recursive: true, force: true });
});

test("readers and screens see everything once and in order across restarts of the database", async () => {
  const seen: number[] = [];
  tail = await tailEvents(deps!, {
    from: 0,
    onBatch: (events) => void seen.push(...events.map(({ seq }) => seq)),
  });
  node = await startNode(deps!);
  const person = await makePerson({ deps: deps! });
  const cookie = await makeCookie(deps!, person);
  const steady = await openReady(node.url, cookie, { position: 0, reconnection: true });
  const restless = await openReady(node.url, cookie, { position: 0, reconnection: true });
  screens.push(steady, restless);

  let isWriting = true;
  let written = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (isWriting) {
      const work = transact(deps!, async (tx) =>
        tx.append({ type: "person.updated", data: { personId: person.id } }),
      );
      await work.then(
        () => written++,
        () => delay(20),
      );
    }
  });
  for (let round = 0; round < 3; round++) {
    const before = written;
    await until(() => written > before + 50);
    await restart();
    restless.socket.io.engine.close();
  }
  const before = written;
  await until(() => written > before + 50);
  isWriting = false;
  await Promise.all(writers);

  const end = await lastPosition(deps!);
  await until(() => tail!.position() === end && steady.position() === end && restless.position() === end);
  const all = (await readEvents(deps!.pool, 0, 100_000)).map(({ seq }) => seq);
  expect(all.length).toBeGreaterThanOrEqual(written);
  expect(seen).toEqual(all);
  for (const screen of [steady, restless]) {
    expect(screen.resets).toEqual([]);
    expect(screen.events.map(({ seq }) => seq)).toEqual(all);
  }
});

/** Ends the server, which is started again on the same port. */
async function restart() {
  const cluster = clusterIn(server!.location);
  const pid = (await readPostmasterFile(cluster))!.pid;
  process.kill(pid, "SIGQUIT");
  await until(async () => {
    const file = await readPostmasterFile(cluster);
    return file?.status === "ready" && file.pid !== pid;
  });
}
