import { chmodSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StartError } from "../start-error.ts";

const SQLITE_BUSY = 5;

/**
 * Holds a folder for this process. The lock is SQLite's on an empty file: the system gives it back when the process
 * dies, however it dies, and it means the same in two containers, where a pid would not. Waiting blocks this process.
 * @throws StartError when another process holds it, or the folder does not allow a lock.
 */
export function lockFolder(folder: string, waitMs = 0): { release(): void } {
  let lock: DatabaseSync | undefined;
  try {
    const file = join(folder, "lock");
    lock = new DatabaseSync(file, { timeout: waitMs });
    // Whoever may open it could hold it.
    chmodSync(file, 0o600);
    lock.exec("pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    lock?.close();
    throw new StartError(sentence(folder, error), { cause: error });
  }
  const held = lock;
  return { release: () => held.close() };
}

function sentence(folder: string, error: unknown) {
  const { errcode, message } = error as { errcode?: number; message: string };
  return errcode === SQLITE_BUSY
    ? `The data folder ${folder} is in use by another Switchboard; stop that one, or set DATA_DIR to another folder.`
    : `The data folder ${folder} cannot be locked (${message}); does it belong to this OS user?`;
}
