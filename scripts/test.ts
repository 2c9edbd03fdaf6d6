import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { readyParts } from "./testing/parts.ts";
import { type Outcome, runVitest } from "./testing/run-vitest.ts";

process.chdir(join(import.meta.dirname, ".."));
process.env.PATH = [join(process.cwd(), "node_modules/.bin"), process.env.PATH].join(delimiter);

const missing = readyParts();
// Calls with sound mostly wait for real time to pass.
const sound = runVitest("sound");
const outcomes = [
  await check("types", "tsc", "--noEmit"),
  await check("lint and format", "biome", "check"),
  await runVitest("unit-and-integration"),
  await runVitest("system"),
  await sound,
];
report(outcomes);

async function check(name: string, program: string, ...args: string[]): Promise<Outcome> {
  const [status] = await once(spawn(program, args, { stdio: "inherit" }), "exit");
  console.log(`${status === 0 ? "✓" : "✗"} ${name}`);
  const failures = status === 0 ? [] : [name];
  return { passed: Number(status === 0), failed: failures.length, failures, leftOut: [] };
}

function report(all: Outcome[]) {
  const leftOut = all.flatMap((outcome) => outcome.leftOut);
  for (const name of leftOut) console.log(`left out: ${name}`);
  for (const part of missing) {
    console.log(
      `${part.name} is not here, so these tests were left out: ${part.neededBy}. To add it, ${part.howToAdd}.`,
    );
  }
  for (const failure of all.flatMap((outcome) => outcome.failures)) console.log(`failed: ${failure}`);
  const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0);
  let failed = all.reduce((sum, outcome) => sum + outcome.failed, 0);
  if (process.env.CI) failed += Math.max(leftOut.length, missing.length);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
