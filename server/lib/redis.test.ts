import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const listImports = `
  import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) { console.log(url); return next(url, context); } });
  await import("./server/hub.ts");
  process.exit();`;

test("a hub without Redis does without its modules, too", async () => {
  const args = ["--import", "./server/lib/quick-imports.ts", "--input-type=module", "--eval", listImports];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: join(import.meta.dirname, "../.."),
  });
  const loaded = stdout.split("\n");
  expect(loaded.some((url) => url.endsWith("/server/lib/redis.ts"))).toBe(true);
  expect(
    loaded.filter((url) => /node_modules\/(@redis|redis|@socket\.io\/redis-adapter)\//.test(url)),
  ).toEqual([]);
});
