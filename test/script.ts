import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";

export interface Script {
  process: ChildProcessWithoutNullStreams;
  lines: Interface;
  /** The next line that it prints and that is this, or like this; fails when it ends before. */
  says(wanted: string | RegExp): Promise<string>;
  /** What it wrote to stderr. */
  log(): string;
  /** Its exit code; null when it was killed. */
  ended: Promise<number | null>;
  kill(): Promise<void>;
}

const quickImports = join(import.meta.dirname, "../server/lib/quick-imports.ts");

/** Runs a program of the tests in a process of its own, which a test can kill. */
export function startScript(path: string, ...args: string[]): Script {
  const child = spawn(process.execPath, ["--import", quickImports, path, ...args], { stdio: "pipe" });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close").then(([code]): number | null => code);
  let log = "";
  child.stderr.on("data", (data) => {
    log += data;
  });
  // What is written after a kill has nowhere to go.
  child.stdin.on("error", () => {});

  function says(wanted: string | RegExp) {
    return new Promise<string>((resolve, reject) => {
      const look = (line: string) => {
        if (typeof wanted === "string" ? line !== wanted : !wanted.test(line)) return;
        lines.off("line", look);
        resolve(line);
      };
      lines.on("line", look);
      void ended.then((code) => reject(new Error(`It ended with ${code} and never said ${wanted}: ${log}`)));
    });
  }

  return {
    process: child,
    lines,
    says,
    log: () => log,
    ended,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
