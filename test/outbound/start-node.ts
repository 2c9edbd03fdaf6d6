import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface NodeProcess {
  process: ChildProcess;
  /** Resolves when the process prints this line. */
  says(line: string): Promise<void>;
  kill(): Promise<void>;
}

/** Starts `node-process.ts`; it ends only when it is killed. */
export function startNode(databaseUrl: string): NodeProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, "node-process.ts")], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      APP_SECRET: "a secret that only tests know, long enough",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout! });
  return {
    process: child,
    says: (wanted) =>
      new Promise((resolve) => {
        const look = (line: string) => {
          if (line !== wanted) return;
          lines.off("line", look);
          resolve();
        };
        lines.on("line", look);
      }),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
