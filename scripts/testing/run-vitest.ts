import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Outcome {
  passed: number;
  failed: number;
  /** Names of tests that failed, with what they said first. */
  failures: string[];
  /** Names of tests that did not run. */
  leftOut: string[];
}

interface Report {
  success: boolean;
  testResults: { name: string; status: string; assertionResults: TestResult[] }[];
}

interface TestResult {
  status: string;
  fullName: string;
  failureMessages?: string[];
}

/** Runs one of vitest's projects, shows it as it goes, and counts. */
export async function runVitest(project: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-report-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...reporters];
  const [status] = await once(spawn(process.execPath, vitest, { stdio: "inherit" }), "exit");
  try {
    return count(JSON.parse(readFileSync(report, "utf8")), status);
  } catch {
    return { passed: 0, failed: 1, failures: [`${project}: no report was written`], leftOut: [] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function count(report: Report, status: number | null): Outcome {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const failures = tests.filter((test) => test.status === "failed").map(inWords);
  const leftOut = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
  // A file that could not be loaded, or an error outside every test, has no failed test to show for it.
  if (failures.length === 0 && (status !== 0 || !report.success))
    failures.push("an error outside every test");
  return { passed, failed: failures.length, failures, leftOut: leftOut.map((test) => test.fullName) };
}

const inWords = ({ fullName, failureMessages = [] }: TestResult) =>
  `${fullName}\n${failureMessages.join("\n").slice(0, 1_000)}`;
