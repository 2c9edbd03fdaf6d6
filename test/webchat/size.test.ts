import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

test("the widget, with all that it loads, is at most 40 kB gzipped", async () => {
  const built = await build({
    configFile: resolve("vite.widget.config.ts"),
    logLevel: "error",
    build: { write: false },
  });
  const { output } = [built].flat()[0] as Rolldown.RolldownOutput;
  expect(output.map((file) => file.fileName)).toEqual(["widget.js"]);
  const [file] = output;
  expect(gzipSync(file.code).byteLength).toBeLessThanOrEqual(40 * 1000);
  // A strict page forbids both.
  expect(file.code).not.toMatch(/\beval\(|new Function\(|\.innerHTML\b/);
});
