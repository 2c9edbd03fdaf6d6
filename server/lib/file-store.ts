import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

// A mailbox has thousands of files to keep, and `fs/promises` takes twice the time for each.
const [rename, writeFile] = [promisify(fs.rename), promisify(fs.writeFile)];

/** Bytes kept by content under the data folder; what they are called and whose they are is in the files table. */
export interface FileStore {
  keep(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  open(sha256: string, range?: { start: number; end: number }): Readable;
  has(sha256: string): boolean;
  /** For bytes that no row names; missing ones are fine. */
  remove(sha256: string): Promise<void>;
}

export function createFileStore(folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  // Looked up at once: that takes a few microseconds, and going by way of a thread fifty times that.
  const has = (sha256: string) => fs.existsSync(pathOf(sha256));
  return {
    async keep(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (!has(sha256)) {
        const path = pathOf(sha256);
        await writeWhole(path, bytes).catch(async (error) => {
          if (error.code !== "ENOENT") throw error;
          await mkdir(dirname(path), { recursive: true });
          await writeWhole(path, bytes);
        });
      }
      return { sha256, size: bytes.byteLength };
    },
    open: (sha256, range) => fs.createReadStream(pathOf(sha256), range),
    has,
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

/** Written aside and renamed, so that a crash leaves no half file under a content's name. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, bytes, { flush: true });
  await rename(aside, path);
}
