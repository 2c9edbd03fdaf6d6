import { setImmediate as nextTurn } from "node:timers/promises";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { FileRow } from "./file-info.ts";
import { type FileOwner, type KeptBytes, keepBytes, type NewFile, nameFiles } from "./keep-file.ts";

export type KeepFile = (file: NewFile, owner: FileOwner) => Promise<FileRow>;

interface Waiting {
  kept: KeptBytes;
  resolve(row: FileRow): void;
  reject(error: unknown): void;
}

const largestGroup = 100;

/** Keeps many files as `keepFile` does one: those that come while the rows of others are written share the next transaction. */
export function createKeeper(deps: Pick<Deps, "pool" | "files">): KeepFile {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run() {
    isRunning = true;
    while (waiting.length > 0) {
      // Files of one message come in the same turn.
      await nextTurn();
      const group = waiting.splice(0, largestGroup);
      const kept = group.map((one) => one.kept);
      try {
        await transact(deps, (tx) => nameFiles(tx, deps, kept));
        for (const one of group) one.resolve(one.kept.row);
      } catch (error) {
        for (const one of group) one.reject(error);
      }
    }
    isRunning = false;
  }

  return async (file, owner) => {
    const kept = await keepBytes(deps, file, owner);
    return new Promise((resolve, reject) => {
      waiting.push({ kept, resolve, reject });
      if (!isRunning) void run();
    });
  };
}
