import { createHash } from "node:crypto";
import { glob, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { lockFolder } from "../db/embedded/folder-lock.ts";
import { StartError } from "../db/start-error.ts";
import { runScript } from "./run-script.ts";

const root = join(import.meta.dirname, "..");
const sources = [
  "client/**/*",
  "server/contract/**/*",
  "connectors/browsers.ts",
  "connectors/*/{browser,wire}.ts",
  "connectors/*/{browser,peer}/**/*",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "vite.widget.config.ts",
  "vite.widget-call.config.ts",
];
const notSources = /^client\/dist|\.test\.tsx?$/;
const outputs = [
  { configs: ["vite.config.ts"], folder: join(root, "client/dist") },
  {
    configs: ["vite.widget.config.ts", "vite.widget-call.config.ts"],
    folder: join(root, "client/dist-widget"),
  },
];
const longestBuildMs = 600_000;

/** Builds the agent app and the widget, unless they were built from these very sources. */
async function buildClient() {
  const hash = await hashSources();
  if ((await findStale(hash)).length === 0) return;
  const meeting = join(root, "node_modules/.cache/switchboard");
  await mkdir(meeting, { recursive: true });
  const lock = lockFolder(meeting, longestBuildMs);
  // Another start may have built it meanwhile.
  for (const output of await findStale(hash)) await build(output, hash);
  lock.release();
}

async function hashSources() {
  const paths: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name).slice(root.length + 1));
  }
  const hash = createHash("sha256");
  for (const path of paths.filter((candidate) => !notSources.test(candidate)).sort()) {
    const bytes = await readFile(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

async function findStale(hash: string) {
  const built = await Promise.all(
    outputs.map(({ folder }) => readFile(stampOf(folder), "utf8").catch(() => "")),
  );
  return outputs.filter((_, nth) => built[nth] !== hash);
}

async function build({ configs, folder }: { configs: string[]; folder: string }, hash: string) {
  // Loaded only here: most starts find everything built.
  const vite = await import("vite");
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  const options = { outDir: draft, emptyOutDir: false };
  try {
    for (const config of configs) {
      const configFile = join(root, config);
      await vite.build({ configFile, mode: "production", logLevel: "silent", build: options });
    }
  } catch (error) {
    throw new StartError(stripVTControlCharacters(error instanceof Error ? error.message : String(error)));
  }
  await writeFile(stampOf(draft), hash);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

const stampOf = (folder: string) => join(folder, ".sources");

await runScript(buildClient);
