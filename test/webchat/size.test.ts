import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../client/dist-widget");

test("the widget, with all that it loads, is at most 40 kB gzipped", async () => {
  expect(await readdir(folder)).toEqual([".sources", "widget.js"]);
  const code = await readFile(join(folder, "widget.js"), "utf8");
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(40 * 1000);
  // A strict page forbids both.
  expect(code).not.toMatch(/\beval\(|new Function\(|\.innerHTML\b/);
});
