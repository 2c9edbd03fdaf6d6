import type { InboundCall } from "../../connectors/contract.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { openConnection } from "../lib/lookup-connection.ts";
import { type Entry, makeEntry } from "./entry.ts";
import { failureKind } from "./failure.ts";
import { insertProcessed, type Known } from "./insert-group.ts";
import { createOverdueJobs } from "./overdue-jobs.ts";
import { processBatch } from "./process-batch.ts";

export interface CallLane {
  /**
   * Keeps and processes a call in one transaction; the same again is the same call. Gives its id.
   * @throws AppError invalid, too_large, not_found (channel)
   */
  take(channelId: string, call: InboundCall): Promise<string>;
  stop(): Promise<void>;
}

const mostTries = 5;

/** Calls come in on a connection of their own: whoever rings is not to wait behind mail. */
export function createCallLane(deps: Deps): CallLane {
  const connection = openConnection(deps, "switchboard calls");
  const batchDeps = { ...deps, overdueJobs: createOverdueJobs(deps.clock.now), onProcessed: () => {} };
  let last: Promise<unknown> = Promise.resolve();

  async function process(entry: Entry): Promise<string> {
    let known: Known = new Map();
    const client = await connection.client();
    await processBatch(batchDeps, client, [entry.accepted], async (within) => {
      known = await insertProcessed(within, [entry]);
      return new Set([...known].flatMap(([entryId, id]) => (id === entryId ? id : [])));
    });
    const id = known.get(entry.id);
    if (!id) throw notFound("channel");
    return id;
  }

  async function patiently(entry: Entry): Promise<string> {
    for (let tried = 1; ; tried++) {
      try {
        return await process(entry);
      } catch (error) {
        // Another batch was quicker with the same contact.
        if (failureKind(error) !== "raced" || tried >= mostTries) throw error;
      }
    }
  }

  return {
    async take(channelId, call) {
      const entry = makeEntry(channelId, call, deps.clock.now());
      const taken = last.then(() => patiently(entry));
      last = taken.catch(() => {});
      return taken;
    },
    async stop() {
      await last;
      await connection.stop();
    },
  };
}
