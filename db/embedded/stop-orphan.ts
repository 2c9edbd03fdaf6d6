import { execFile } from "node:child_process";
import { readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { StartError } from "../start-error.ts";
import { isAlive, type PostmasterFile, readPostmasterFile } from "./postmaster-file.ts";
import { answersAsOurs } from "./proof.ts";

const run = promisify(execFile);
const patienceMs = 60_000;

/**
 * Stops the server that a killed hub left behind, so that every server is somebody's child. The caller holds the
 * folder's lock, so no living hub uses it.
 * @throws StartError when something runs there that does not prove to be ours.
 */
export async function stopOrphan(cluster: string, password: string) {
  const left = await readPostmasterFile(cluster);
  if (!left) return;
  if (!isAlive(left.pid) || !(await worksIn(left.pid, cluster))) {
    // The number now belongs to nobody or to some other program, whom PostgreSQL would take for a server.
    await rm(join(cluster, "postmaster.pid"), { force: true });
    return;
  }
  if (!(await isProven(left, cluster, password))) return;
  process.kill(left.pid, "SIGINT");
  while (await worksIn(left.pid, cluster)) await delay(5);
}

/** False when it ended by itself meanwhile. */
async function isProven(left: PostmasterFile, cluster: string, password: string) {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const now = await readPostmasterFile(cluster);
    if (!now || now.pid !== left.pid || !(await worksIn(left.pid, cluster))) return false;
    const answer = await answersAsOurs(now, cluster, password);
    if (answer === "ours") return true;
    if (answer === "not ours") break;
    await delay(20);
  }
  throw new StartError(
    `A database server (pid ${left.pid}) runs on ${cluster} and does not know this data folder's password; stop it, then start again.`,
  );
}

// A PostgreSQL server's working directory is its data folder.
async function worksIn(pid: number, cluster: string) {
  if (process.platform === "linux") {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => "");
    return folder === cluster;
  }
  const { stdout } = await run("ps", ["-o", "command=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.includes(cluster);
}
