import { readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFolder } from "../../db/embedded/folder-lock.ts";
import { readPassword } from "../../db/embedded/password.ts";
import { clusterIn } from "../../db/embedded/place.ts";
import { stopOrphan } from "../../db/embedded/stop-orphan.ts";

export const testFolderPrefix = "switchboard-test-";
// A run that has only just begun does not hold its folder's lock yet.
const youngMs = 600_000;

/** Clears away what killed test runs left: their folders, and servers that still run in them. */
export async function sweepLeftovers() {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(testFolderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > youngMs) await clear(folder).catch(() => {});
  }
}

async function clear(folder: string) {
  const lock = lockFolder(folder);
  try {
    await stopOrphan(clusterIn(folder), await readPassword(folder).catch(() => ""));
    await rm(folder, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
