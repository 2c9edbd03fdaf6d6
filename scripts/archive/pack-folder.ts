import { open, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import type { Pack } from "tar-stream";
import { streamEntry } from "./add-entry.ts";

/** Adds every file below `dataDir/folder` and says how many they were. */
export async function packFolder(pack: Pack, dataDir: string, folder: string) {
  let files = 0;
  for await (const path of walk(join(dataDir, folder))) {
    if (await packFile(pack, path, relative(dataDir, path))) files++;
  }
  return files;
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreMissing);
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

async function packFile(pack: Pack, path: string, name: string) {
  // One that its retention removed meanwhile is not missed.
  const file = await open(path).catch(ignoreMissing);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    // A recording may still be growing: it is taken as long as it is now.
    const content =
      size === 0 ? Readable.from([]) : file.createReadStream({ end: size - 1, autoClose: false });
    await streamEntry(pack, name, size, content);
    return true;
  } finally {
    await file.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException) {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
