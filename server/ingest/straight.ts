import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import type { Deps } from "../lib/deps.ts";
import type { Connection } from "../lib/lookup-connection.ts";
import type { Accept } from "./accept.ts";
import type { Waiting } from "./accept-lane.ts";
import type { Backlog } from "./backlog.ts";
import type { Entry } from "./entry.ts";
import { insertProcessed, type Known } from "./insert-group.ts";
import type { Lanes } from "./lanes.ts";
import { type BatchDeps, processBatch } from "./process-batch.ts";

/** More than this, also in two goes one after the other, is accepted first: its senders should not wait for all of it. */
const most = 48;
const longestHoldMs = 500;

/**
 * While little is left to do, what comes in waits for it, and is then kept and processed in one transaction: that halves
 * the commits, and the way to the screens. What is too much for that, or fails, is accepted first and left to the lanes.
 */
export function createStraight(
  deps: BatchDeps & Pick<Deps, "log">,
  connection: Connection,
  { accepting, lanes, backlog }: { accepting: Accept; lanes: Lanes; backlog: Backlog },
): Pick<Accept, "take" | "settled"> {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  // What is on its way by the ledger may be of the same threads.
  const isClear = () => !accepting.isBusy() && !backlog.isBehind();

  async function run() {
    let lastSize = 0;
    while (waiting.length > 0) {
      // Callers who were just answered, and requests of the same turn, go together.
      await nextTurn();
      if (lanes.pending() > 0)
        await Promise.race([lanes.idle(), delay(longestHoldMs, undefined, { ref: false })]);
      const group = waiting.splice(0);
      const isCrowd = lastSize + group.length > most;
      lastSize = group.length;
      if (isCrowd || lanes.pending() > 0 || !isClear()) divert(group);
      else await goStraight(group);
    }
    running = undefined;
  }

  async function goStraight(group: Waiting[]) {
    const release = lanes.hold();
    try {
      const entries = group.map(({ entry }) => entry);
      const { known, late } = await processNew(deps, connection, entries);
      accepting.answer(group, known);
      lanes.add(late);
    } catch (err) {
      deps.log.debug({ err }, "What came in is accepted first");
      divert(group);
    } finally {
      release();
    }
  }

  function divert(group: Waiting[]) {
    for (const { entry, resolve } of group) resolve(accepting.take(entry));
  }

  return {
    async take(entry) {
      // Behind one that runs all wait, as it may fail and must stay ahead of them.
      if (!running && !(isClear() && lanes.pending() < most)) return accepting.take(entry);
      return new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        running ??= run();
      });
    },
    async settled() {
      await running;
    },
  };
}

async function processNew(deps: BatchDeps, connection: Connection, entries: Entry[]) {
  const items = entries.map(({ accepted }) => accepted);
  let known: Known = new Map();
  const late = await processBatch(deps, await connection.client(), items, async (client) => {
    known = await insertProcessed(client, entries);
    return new Set([...known].flatMap(([entryId, id]) => (id === entryId ? id : [])));
  });
  return { known, late };
}
