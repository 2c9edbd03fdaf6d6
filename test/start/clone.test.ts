import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readMarker } from "../../db/data-folder.ts";
import { makeClosedClone } from "./clone.ts";
import { ask } from "./data-folder.ts";
import { endHubs, isReady, startHub, stopHub } from "./hub-process.ts";

const isRoot = process.getuid?.() === 0;
let clone: Awaited<ReturnType<typeof makeClosedClone>>;
let dataDir = "";

beforeAll(async () => {
  clone = await makeClosedClone();
  dataDir = join(clone.path, "data");
});
afterEach(endHubs);
afterAll(async () => {
  const home = (await readMarker(dataDir))?.databaseHome;
  if (home) await rm(home, { recursive: true });
  await clone.remove();
});

test.runIf(isRoot)("root's start in a closed folder puts the database elsewhere and says where", async () => {
  const hub = await startHub({}, clone.path);
  const home = (await readMarker(dataDir))?.databaseHome;
  expect(home).toMatch(/^\/var\/lib\/switchboard\//);
  expect(hub.line).toContain(home);
  expect(hub.line).toMatch(/\/var\/lib\/switchboard\/postgresql-18/);
  await isReady(hub);
  await ask(dataDir, "create table mark as select 42 as n");
  await stopHub(hub);
  const again = await startHub({}, clone.path);
  expect(again.line).toContain(home);
  expect(await ask(dataDir, "select n from mark")).toEqual([{ n: 42 }]);
});

test("a start serves what the client's sources are now, not what was built before", async () => {
  const before = await startHub({}, clone.path);
  expect(await readPage(before.url)).not.toContain("a mark of this test");
  await stopHub(before);
  await appendFile(join(clone.path, "client/index.html"), "<!-- a mark of this test -->");
  const after = await startHub({}, clone.path);
  expect(await readPage(after.url)).toContain("a mark of this test");
});

test("sources that cannot be built stop the start, and nothing stale is served", async () => {
  await appendFile(
    join(clone.path, "client/index.html"),
    '<script type="module" src="/src/not-there.ts"></script>',
  );
  await expect(startHub({}, clone.path)).rejects.toThrow("The client could not be built");
});

async function readPage(url: string) {
  return (await fetch(new URL("/", url))).text();
}
