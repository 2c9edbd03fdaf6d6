import { type ChildProcess, spawn } from "node:child_process";
import { open, rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../start-error.ts";
import type { Place } from "./place.ts";
import { readPostmasterFile } from "./postmaster-file.ts";

const maxLogBytes = 5_000_000;

/** Starts the server and resolves when it takes connections. */
export async function launch(
  place: Place,
  port: number,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const logFile = join(place.home, "postgres.log");
  await keepSmall(logFile);
  const log = await open(logFile, "a+", 0o600);
  try {
    const begin = (await log.stat()).size;
    const child = spawn(
      join(place.binaries, "bin/postgres"),
      ["-D", place.cluster, "-p", String(port), ...asArguments(settings)],
      // Its own process group: Ctrl-C ends the hub, which then ends the database, last.
      { ...place.user, cwd: place.home, env: {}, detached: true, stdio: ["ignore", log.fd, log.fd] },
    );
    if (await becomesReady(child, place.cluster)) return child;
    const said = (
      await log.read({ position: begin, length: 20_000, buffer: Buffer.alloc(20_000) })
    ).buffer.toString();
    throw new StartError(`The embedded PostgreSQL did not start: ${reason(said)} (see ${logFile}).`);
  } finally {
    await log.close();
  }
}

async function becomesReady(child: ChildProcess, cluster: string) {
  let failed = false;
  child.once("error", () => {
    failed = true;
  });
  while (!failed && child.exitCode === null && child.signalCode === null) {
    const file = await readPostmasterFile(cluster);
    if (file?.pid === child.pid && file?.status === "ready") return true;
    await delay(4);
  }
  return false;
}

function reason(said: string) {
  const lines = said.split("\n").filter((line) => /FATAL|PANIC/.test(line));
  return (lines.at(-1) ?? said.trim().split("\n").at(-1) ?? "")
    .replace(/^.*?(FATAL|PANIC):\s*/, "")
    .replaceAll("\0", "")
    .trim();
}

const asArguments = (settings: Record<string, string>) =>
  Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

async function keepSmall(logFile: string) {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > maxLogBytes) await rename(logFile, `${logFile}.1`);
}

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}
