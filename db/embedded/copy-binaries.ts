import { chmod, cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";

/** Copies PostgreSQL to where everybody may enter, once per version, and returns the copy's folder. */
export async function copyBinaries(binaries: Binaries, ground: string) {
  const target = join(ground, `postgresql-${binaries.version}-${process.arch}`);
  if (await isComplete(target)) return target;
  const draft = `${target}.${process.pid}`;
  await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  await openToAll(draft);
  try {
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true });
    // Another start was quicker.
    if (!(await isComplete(target))) throw error;
  }
  return target;
}

// The copy appears under its name in one step, so what is there is whole.
const isComplete = (target: string) =>
  readdir(target).then(
    (names) => names.length > 0,
    () => false,
  );

async function openToAll(folder: string) {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, entry.parentPath.endsWith("/bin") ? 0o755 : 0o644);
  }
}
