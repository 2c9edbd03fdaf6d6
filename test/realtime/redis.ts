import { type ChildProcess, spawn } from "node:child_process";
import { findFreePort } from "../../db/embedded/launch.ts";
import { redisServerPath } from "../setup/parts.ts";

/** A Redis server of one's own, which keeps nothing. */
export async function startRedis(): Promise<{ port: number; process: ChildProcess }> {
  const port = await findFreePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", ""];
  return { port, process: spawn(redisServerPath() ?? "", args, { stdio: "ignore" }) };
}
