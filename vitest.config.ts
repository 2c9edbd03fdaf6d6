import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { keepInMemory } from "./test/setup/temp-folder.ts";

keepInMemory();

const testFiles = "**/*.test.{ts,tsx}";
const notOurs = ["**/node_modules/**", "client/dist/**", "client/dist-widget/**", "data/**"];
const shared = {
  globalSetup: ["./test/setup/global.ts"],
  setupFiles: ["./test/setup/no-outgoing.ts"],
  pool: "forks" as const,
  // A file has a database of its own, and what files import is read once for many of them.
  isolate: false,
  // More than there are processors, as much of a file's time is waiting, but each has processes of its own.
  maxWorkers: Math.min(availableParallelism() + 2, 6),
  // Only what hangs runs into these, however slow the machine.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  execArgv: ["--import", resolve(import.meta.dirname, "server/lib/quick-imports.ts")],
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "unit-and-integration",
          include: [testFiles],
          exclude: [...notOurs, "test/**"],
        },
      },
      {
        test: {
          ...shared,
          name: "system",
          include: [`test/${testFiles}`],
          exclude: notOurs,
          globalSetup: [...shared.globalSetup, "./test/setup/build-client.ts"],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
