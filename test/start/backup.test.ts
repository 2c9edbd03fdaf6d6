import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ask, setDataFolder } from "./data-folder.ts";
import { isReady, repository, startHub } from "./hub-process.ts";

const run = promisify(execFile);
const [one, other] = [setDataFolder(), setDataFolder()];

test("a backup of a running hub becomes another hub, with the same key", async () => {
  const [here, there] = [one.path, other.path];
  const hub = await startHub({ DATA_DIR: here });
  await ask(here, "insert into companies (id, name) values (gen_random_uuid(), 'Acme')");
  const file = join(here, "../hub.backup");
  await script("backup", here, file);
  await isReady(hub);
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
