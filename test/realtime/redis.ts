import { type ChildProcess, spawn } from "node:child_process";
import { redisServerPath } from "../setup/parts.ts";
import { findQuietPort } from "../setup/quiet-port.ts";

/** A Redis server of one's own, which keeps nothing. */
export async function startRedis(): Promise<{ port: number; process: ChildProcess }> {
  const port = await findQuietPort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", ""];
  return { port, process: spawn(redisServerPath() ?? "", args, { stdio: "ignore" }) };
}
