import { StartError } from "../db/start-error.ts";

/** Runs a command's work; what its user must put right is one sentence, and anything else a bug with its stack. */
export async function runScript(work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof StartError ? error.message : error);
  }
}
