import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, makeDataFolder } from "./data-folder.ts";
import { endHubs, repository, startHub } from "./hub-process.ts";

const run = promisify(execFile);
const folders: Awaited<ReturnType<typeof makeDataFolder>>[] = [];

beforeEach(async () => {
  folders.push(await makeDataFolder(), await makeDataFolder());
});
afterEach(async () => {
  await endHubs();
  for (const folder of folders.splice(0)) await folder.remove();
});

test("a backup of a running hub becomes another hub, with the same key", async () => {
  const [here, there] = folders.map(({ path }) => path) as [string, string];
  const hub = await startHub({ DATA_DIR: here });
  await ask(here, "insert into companies (id, name) values (gen_random_uuid(), 'Acme')");
  const file = join(here, "../hub.backup");
  await script("backup", here, file);
  expect((await fetch(new URL("/readyz", hub.url))).status).toBe(200);
  await expect(script("restore", here, file)).rejects.toThrow("is in use by another Switchboard");
  await script("restore", there, file);
  await startHub({ DATA_DIR: there });
  expect(await ask(there, "select name from companies")).toEqual([{ name: "Acme" }]);
  expect(await readFile(join(there, "app-secret"), "utf8")).toBe(
    await readFile(join(here, "app-secret"), "utf8"),
  );
});

function script(name: string, dataDir: string, file: string) {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  return run("npm", ["run", "--silent", name, "--", file], { cwd: repository, env });
}
