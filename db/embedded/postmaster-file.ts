import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface PostmasterFile {
  pid: number;
  dataDir: string;
  port: number;
  status: string;
}

/** What a running server says of itself in its data folder (PostgreSQL, "postmaster.pid", miscadmin.h). */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, dataDir: lines[1] ?? "", port: Number(lines[3]), status: lines[7] ?? "" };
}

export function isAlive(pid: number) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
