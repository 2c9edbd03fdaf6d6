import { spawn } from "node:child_process";
import { join } from "node:path";
import { StartError } from "../../db/start-error.ts";

const script = join(import.meta.dirname, "../../scripts/build-client.ts");

/**
 * Sees to it that the client is built from its present sources, in a process of its own: what a build takes in memory
 * goes back when it ends.
 */
export function runClientBuild(): { done: Promise<void>; cancel(): void } {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (bytes) => {
    said += bytes;
  });
  const done = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new StartError(`The client could not be built: ${said.trim()}`));
    });
  });
  // Whoever awaits it may be busy with the database when it fails.
  done.catch(() => {});
  return { done, cancel: () => void child.kill() };
}
