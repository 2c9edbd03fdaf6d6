import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Inbound } from "../../connectors/contract.ts";

export interface IngestNode {
  /** External ids that it has acknowledged. */
  accepted: Set<string>;
  /** What it logged, warnings and worse. */
  log(): string;
  started: Promise<void>;
  send(messages: Inbound[]): void;
  kill(): Promise<void>;
  /** Lets it finish what it has; gives its exit code. */
  end(): Promise<number | null>;
}

const here = import.meta.dirname;
const quickImports = join(here, "../../server/lib/quick-imports.ts");

export function spawnNode(url: string, channelId: string): IngestNode {
  const child = spawn(process.execPath, ["--import", quickImports, join(here, "node.ts"), url, channelId], {
    stdio: "pipe",
  });
  const accepted = new Set<string>();
  let log = "";
  child.stderr.on("data", (data) => {
    log += data;
  });
  // What is written after a kill has nowhere to go.
  child.stdin.on("error", () => {});
  const started = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === "started") started.resolve();
    else accepted.add(line);
  });
  child.once("exit", (code) => started.reject(new Error(`The node ended with ${code}: ${log}`)));
  started.promise.catch(() => {});
  return {
    accepted,
    log: () => log,
    started: started.promise,
    send(messages) {
      child.stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
    },
    async kill() {
      child.kill("SIGKILL");
      await exited(child);
    },
    async end() {
      child.stdin.end();
      await exited(child);
      return child.exitCode;
    },
  };
}

function exited(child: ChildProcess): Promise<unknown> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  return isOver ? Promise.resolve() : new Promise((resolve) => child.once("close", resolve));
}
