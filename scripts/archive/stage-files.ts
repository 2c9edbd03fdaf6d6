import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { pipeline } from "node:stream/promises";
import { keptFolders } from "./format.ts";
import type { Entry } from "./read-archive.ts";

/** Files wait beside their place until the database is about to be committed. */
export async function stageFiles(dataDir: string) {
  const stage = join(dataDir, "restoring");
  await rm(stage, { recursive: true, force: true });
  let files = 0;
  return {
    async add(entry: Entry) {
      const name = normalize(entry.header.name);
      if (!keptFolders.some((folder) => name.startsWith(`${folder}/`))) {
        throw new Error(`it holds a file that has no place here, ${entry.header.name}`);
      }
      const path = join(stage, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(entry, createWriteStream(path, { mode: 0o600, flush: true }));
      files++;
    },
    count: () => files,
    /** Names are contents' or rows' own, so that files in place before the commit harm nothing. */
    async putInPlace() {
      for (const folder of keptFolders) await merge(join(stage, folder), join(dataDir, folder));
      await rm(stage, { recursive: true, force: true });
    },
    discard: () => rm(stage, { recursive: true, force: true }),
  };
}

async function merge(from: string, to: string) {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  if (entries.length > 0) await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await merge(source, target);
    else await rename(source, target);
  }
}
