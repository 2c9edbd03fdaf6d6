import { statfsSync } from "node:fs";

const memory = "/dev/shm";
const leastBytes = 8 * 1024 ** 3;

/** What tests keep for seconds, databases above all, they keep in memory where there is plenty, unless `TMPDIR` says where. */
export function keepInMemory(): void {
  if (process.env.TMPDIR) return;
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= leastBytes) process.env.TMPDIR = memory;
  } catch {
    // Not on this system.
  }
}
