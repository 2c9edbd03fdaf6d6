import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { eventually } from "../eventually.ts";
import { coturnPath } from "../setup/parts.ts";
import { findQuietPort } from "../setup/quiet-port.ts";
import { answersAt } from "./turn-client.ts";

export interface Coturn {
  port: number;
  secret: string;
  /** All that it relays breaks off. */
  kill(): Promise<void>;
  /** At the same place again. */
  start(): Promise<void>;
}

const secret = "a-secret-that-only-tests-know";

/** The relay as docker-compose.yml has it, on this machine alone, whose own addresses may be reached by it. */
export async function startCoturn(flags: string[] = []): Promise<Coturn> {
  const port = await findQuietPort();
  const here = ["127.0.0.1", "::1"].flatMap((ip) => [
    `--listening-ip=${ip}`,
    `--relay-ip=${ip}`,
    `--allowed-peer-ip=${ip}`,
  ]);
  const command = [composed(), "--allow-loopback-peers --no-cli --pidfile=", ...here, ...flags].join(" ");
  const path = `${dirname(coturnPath() ?? "")}:${process.env.PATH}`;
  let running: ChildProcess | undefined;

  async function start() {
    const env = { PATH: path, TURN_SECRET: secret, TURN_PORT: String(port) };
    running = spawn("/bin/sh", ["-c", command], { env, stdio: "ignore" });
    await eventually(() => answersAt(port));
  }

  await start();
  return {
    port,
    secret,
    start,
    async kill() {
      const ended = running && once(running, "exit");
      running?.kill("SIGKILL");
      await ended;
    },
  };
}

/** What the container runs. A shell fills in what Compose would. */
function composed(): string {
  const file = readFileSync(join(import.meta.dirname, "../../docker-compose.yml"), "utf8");
  const [, script] = /\n {4}command:\n {6}- \|\n((?: {8}.*\n)+)/.exec(file) ?? [];
  if (!script?.includes("turnserver")) throw new Error("docker-compose.yml starts no relay.");
  return script.replaceAll("$$", "$").trim();
}
