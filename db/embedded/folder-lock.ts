import { chmodSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StartError } from "../start-error.ts";

/**
 * Holds a folder for this process. The lock is SQLite's on an empty file: the system gives it back when the process
 * dies, however it dies, and it means the same in two containers, where a pid would not. Waiting blocks this process.
 */
export function lockFolder(folder: string, waitMs = 0): { release(): void } {
  const file = join(folder, "lock");
  const lock = new DatabaseSync(file, { timeout: waitMs });
  try {
    // Whoever may open it could hold it.
    chmodSync(file, 0o600);
    lock.exec("pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new StartError(
      `The data folder ${folder} is in use by another Switchboard; stop that one, or set DATA_DIR to another folder.`,
    );
  }
  return { release: () => lock.close() };
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown) {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
