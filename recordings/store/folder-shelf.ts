import { randomUUID } from "node:crypto";
import { createWriteStream, type Dirent } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { RecordingError } from "../recording-error.ts";
import type { Laid, Shelf } from "./shelf.ts";

/** What is being written or worked on, beside what is kept. */
export const unfinishedFolder = (folder: string) => join(folder, "unfinished");

export function createFolderShelf(folder: string): Shelf {
  const pathOf = (name: string) => join(folder, name);
  const unfinished = unfinishedFolder(folder);
  return {
    async put(name, chunks) {
      const aside = join(unfinished, randomUUID());
      await mkdir(unfinished, { recursive: true });
      try {
        await pipeline(chunks, createWriteStream(aside, { flush: true, flags: "wx" }));
        await moveInto(aside, pathOf(name));
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    },
    async get(name, range) {
      const handle = await open(pathOf(name)).catch((error) => {
        if (isMissing(error)) throw new RecordingError("notThere", "This recording is not kept here.");
        throw error;
      });
      return handle.createReadStream(range);
    },
    size: (name) => stat(pathOf(name)).then(({ size }) => size, ignoreMissing),
    async remove(name) {
      await rm(pathOf(name), { force: true });
      // A segment's folder goes with its last piece; one that still holds something stays.
      await rmdir(dirname(pathOf(name))).catch(() => {});
    },
    list: (prefix) => walk(folder, prefix),
    async removeUnfinished(_prefix, before) {
      for (const name of (await readdir(unfinished).catch(ignoreMissing)) ?? []) {
        const found = await stat(join(unfinished, name)).catch(ignoreMissing);
        if (found && found.mtime < before) await rm(join(unfinished, name), { recursive: true, force: true });
      }
    },
  };
}

/** `remove` of a neighbour may take the folder away between making it and moving into it. */
async function moveInto(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    await mkdir(dirname(to), { recursive: true });
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isMissing(error) || tries === 3) throw error;
    }
  }
}

async function* walk(folder: string, prefix: string): AsyncGenerator<Laid> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(ignoreMissing);
  for (const entry of (entries ?? []).toSorted(byName)) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      yield* walk(folder, `${name}/`);
      continue;
    }
    const found = await stat(join(folder, name)).catch(ignoreMissing);
    if (found) yield { name, size: found.size, changedAt: found.mtime };
  }
}

const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1);

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
