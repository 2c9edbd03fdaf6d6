import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { expect } from "vitest";
import { eventually } from "../eventually.ts";
import { findQuietPort } from "../setup/quiet-port.ts";

export const repository = join(import.meta.dirname, "../..");

type Command = [string, ...string[]];
const hubCommand: Command = [process.execPath, "server/main.ts"];
/** As a newcomer starts it, without the lines that npm itself prints. */
export const npmStart: Command = ["npm", "start", "--silent"];

export interface HubProcess {
  pid: number;
  /** The line that a start prints, and the address in it. */
  line: string;
  url: string;
  ended: Promise<Ended>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;
const running = new Set<Child>();

/** Starts a hub in a process group of its own, and resolves when it says that it is ready. */
export async function startHub(
  env: Record<string, string>,
  folder = repository,
  command = hubCommand,
): Promise<HubProcess> {
  const { child, ended } = launch({ PORT: String(await findQuietPort()), ...env }, folder, command);
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended.then(fail)]);
  const url = /https?:\/\/[^\s)]+/.exec(line)?.[0];
  if (!url || !child.pid) throw new Error(`A start that names no address: ${line}`);
  return { pid: child.pid, line, url, ended };
}

/** Starts a hub that is expected to refuse, and resolves when it has ended. */
export function tryHub(env: Record<string, string>, folder = repository): Promise<Ended> {
  return launch(env, folder).ended;
}

/** A database that is slow for a moment is no failure. */
export const isReady = ({ url }: HubProcess) =>
  eventually(async () => expect((await fetch(new URL("/readyz", url))).status).toBe(200));

export function stopHub(hub: HubProcess): Promise<Ended> {
  process.kill(hub.pid, "SIGTERM");
  return hub.ended;
}

/** For `afterEach`: no hub outlives its test. */
export async function endHubs() {
  for (const child of running) {
    child.kill("SIGTERM");
    await once(child, "close");
  }
}

export function launch(env: Record<string, string>, folder = repository, [program, ...args] = hubCommand) {
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: "0", ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (bytes) => {
    said.stdout += bytes;
  });
  child.stderr.on("data", (bytes) => {
    said.stderr += bytes;
  });
  const ended = once(child, "close").then(([code]): Ended => {
    running.delete(child);
    return { code, ...said };
  });
  return { child, ended };
}

function fail({ code, stderr }: Ended): never {
  throw new Error(`The hub ended with ${code}: ${stderr}`);
}
