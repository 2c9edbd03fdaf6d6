import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../client/dist-widget");

test("the widget, with all that it loads, is at most 40 kB gzipped", async () => {
  expect(await readdir(folder)).toEqual([".sources", "widget-call.js", "widget.js"]);
  const code = await readFile(join(folder, "widget.js"), "utf8");
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(40 * 1000);
  // A strict page forbids both.
  expect(code).not.toMatch(/\beval\(|new Function\(|\.innerHTML\b/);
});

test("what a call needs besides is at most 20 kB gzipped, and so is the person's end of it", async () => {
  const code = await readFile(join(folder, "widget-call.js"), "utf8");
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(20 * 1000);
  expect(code).not.toMatch(/\beval\(|new Function\(|\.innerHTML\b/);
  expect(gzipSync(await browserPart("connectors/webchat/browser.ts")).byteLength).toBeLessThanOrEqual(
    20 * 1000,
  );
});

async function browserPart(entry: string): Promise<string> {
  const { build } = await import("vite");
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, target: "es2022", lib: { entry, formats: ["es"] } },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const [chunk] = bundle && "output" in bundle ? bundle.output : [];
  return chunk?.code ?? "";
}
