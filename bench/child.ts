import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Child {
  /** The first line that it printed. */
  said: string;
  process: ChildProcess;
  /** Resident memory in MB. */
  memory(): number;
  /** Resolves with what it printed since. */
  stop(): Promise<string>;
}

/** Runs a script of this folder in a process of its own, until it has printed a line. */
export async function startChild(script: string, ...args: string[]): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const end = () => child.kill();
  process.once("exit", end);
  void exited.then(() => process.off("exit", end));
  const said = await Promise.race([
    once(child.stdout, "data"),
    exited.then(() => Promise.reject(new Error(`${script} ended.`))),
  ]);
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  return {
    said: String(said).trim(),
    process: child,
    memory: () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)])) / 1024,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      return printed;
    },
  };
}
