import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { keepInMemory } from "./test/setup/temp-folder.ts";

keepInMemory();

const testFiles = "**/*.test.{ts,tsx}";
const notOurs = ["**/node_modules/**", "client/dist/**", "client/dist-widget/**", "data/**"];
/** Calls with sound, which play in real time: each is several browsers, and what they play breaks where many do so at once. */
const withSound = [
  "test/client/{phone,phone-in-call,private-talk,recordings,supervision,tones}.test.ts",
  "test/journeys/kill-in-call.test.ts",
  "test/webchat/{call,voicemail,relayed-call}.test.ts",
];
const shared = {
  globalSetup: ["./test/setup/global.ts"],
  setupFiles: ["./test/setup/no-outgoing.ts"],
  pool: "forks" as const,
  // A file has a database of its own, and what files import is read once for many of them.
  isolate: false,
  // Much of a file's time is waiting; but each has processes of its own, and more of them only keep each other waiting.
  maxWorkers: Math.min(availableParallelism() + 1, 5),
  // Only what hangs runs into these, however slow the machine.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  execArgv: ["--import", resolve(import.meta.dirname, "server/lib/quick-imports.ts")],
};
const whole = { ...shared, globalSetup: [...shared.globalSetup, "./test/setup/build-client.ts"] };

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
          ...whole,
          name: "system",
          include: [`test/${testFiles}`],
          exclude: [...notOurs, ...withSound],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...whole,
          name: "sound",
          include: withSound,
          exclude: notOurs,
          maxWorkers: Math.ceil(availableParallelism() / 2),
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
