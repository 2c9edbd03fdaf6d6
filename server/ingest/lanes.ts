import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "../lib/deps.ts";
import type { Connection } from "../lib/lookup-connection.ts";
import type { Accepted } from "./accepted.ts";
import { failureKind } from "./failure.ts";
import { laneOf } from "./lane-of.ts";
import { type BatchDeps, processBatch, takeWaiting } from "./process-batch.ts";
import { quarantine } from "./quarantine.ts";

const largestBatch = 256;
/** One lane is quicker until this many wait. */
const oneLaneUpTo = 48;
/** While many wait to be taken in, a queue rests this much longer than it works: they go first, and batches grow. */
const restFactor = 24;
const longestRestMs = 1_000;
const lookAgainMs = 10;
const receiptPauseMs = 250;
const mostRaces = 5;

export interface Lanes {
  /** Takes rows in the order of the ledger; those that it has already are left out. Gives how many were new. */
  add(items: Accepted[]): number;
  /** Bytes of all that waits, is in hand or was put off. */
  heldBytes(): number;
  /** How many wait or are in hand. */
  pending(): number;
  /** Whether something waits since before. */
  isLate(since: Date): boolean;
  /** No batch begins until the given function is called. */
  hold(): () => void;
  /** Resolves when nothing waits or is in hand. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Processes what is added, batch after batch: at rest a batch is one, under load batches grow. A thread stays in its
 * queue, and a queue is in one lane's hands at a time, so that order within a thread is kept.
 */
export function createLanes(
  deps: Deps & BatchDeps,
  connections: [Connection, Connection],
  isCrowded: () => boolean,
): Lanes {
  const queues: [Queue, Queue] = [makeQueue(), makeQueue()];
  const held = new Map<string, Accepted>();
  let heldBytes = 0;
  const putOffIds = new Set<string>();
  const runs = new Set<Promise<void>>();
  let inHand = 0;
  let isStopping = false;
  let pumpLater: NodeJS.Timeout | undefined;
  const waiting = () => queues[0].items.length + queues[1].items.length;

  function pump() {
    if (isStopping || waiting() === 0) return;
    const isResting = isCrowded();
    const [a, b] = queues;
    if (isResting && queues.every(mustRest)) {
      pumpLater ??= setTimeout(() => {
        pumpLater = undefined;
        pump();
      }, lookAgainMs);
      return;
    }
    const isAtRest = !a.isBusy && !b.isBusy;
    if (isAtRest && waiting() <= oneLaneUpTo) start([a, b], connections[0]);
    else
      queues.forEach((queue, nth) => {
        const connection = connections[nth];
        if (connection && !(isResting ? mustRest(queue) : queue.isBusy)) start([queue], connection);
      });
  }

  function start(from: Queue[], connection: Connection) {
    const batch = from.flatMap((queue) => queue.items.splice(0, largestBatch));
    if (batch.length === 0) return;
    inHand += batch.length;
    const startedAt = performance.now();
    for (const queue of from) queue.isBusy = true;
    const run = work(connection, batch).finally(() => {
      for (const { id } of batch) if (!putOffIds.delete(id)) forget(id);
      inHand -= batch.length;
      const endedAt = performance.now();
      for (const queue of from) {
        queue.isBusy = false;
        queue.restUntil = endedAt + Math.min((endedAt - startedAt) * restFactor, longestRestMs);
      }
      runs.delete(run);
      pump();
    });
    runs.add(run);
  }

  async function work(connection: Connection, batch: Accepted[]): Promise<void> {
    for (let tried = 0; !isStopping; tried++) {
      try {
        const take = takeWaiting(deps.nodeId, batch);
        putOff(await processBatch(deps, await connection.client(), batch, take));
        return;
      } catch (error) {
        const kind = failureKind(error);
        if (kind === "item" || (kind === "raced" && tried >= mostRaces))
          return apart(connection, batch, error);
        if (kind === "troubled")
          deps.log.warn({ err: error }, "What came in cannot be processed yet; trying again");
        await delay(kind === "raced" ? Math.random() * 5 * 2 ** tried : Math.min(50 * 2 ** tried, 1_000));
      }
    }
  }

  /** Halves until the one that fails stands alone; its neighbours go on. */
  async function apart(connection: Connection, batch: Accepted[], error: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      deps.log.error(
        { err: error, inboundId: only.id, channelId: only.channelId },
        "What came in was set aside",
      );
      return patiently(() => quarantine(deps, only, error));
    }
    const half = Math.ceil(batch.length / 2);
    await work(connection, batch.slice(0, half));
    await work(connection, batch.slice(half));
  }

  async function patiently(act: () => Promise<void>): Promise<void> {
    for (let tried = 0; !isStopping; tried++) {
      try {
        return await act();
      } catch (error) {
        deps.log.warn({ err: error }, "What came in could not be set aside yet; trying again");
        await delay(Math.min(50 * 2 ** tried, 1_000));
      }
    }
  }

  /** A receipt can be quicker than the note that its message was sent; it stays held until its turn. */
  function putOff(receipts: Accepted[]) {
    for (const receipt of receipts) {
      const waits = (receipt.waits ?? 0) + 1;
      const again = () => {
        forget(receipt.id);
        add([{ ...receipt, waits }]);
      };
      putOffIds.add(receipt.id);
      setTimeout(again, receiptPauseMs * 2 ** waits).unref();
    }
  }

  function add(items: Accepted[]): number {
    const fresh = items.filter(({ id }) => !held.has(id));
    for (const item of fresh) {
      held.set(item.id, item);
      heldBytes += item.size;
      queues[laneOf(item.item)].items.push(item);
    }
    pump();
    return fresh.length;
  }

  function forget(id: string) {
    heldBytes -= held.get(id)?.size ?? 0;
    held.delete(id);
  }

  return {
    add,
    heldBytes: () => heldBytes,
    pending: () => waiting() + inHand,
    isLate: (since) => queues.some(({ items: [first] }) => first && first.receivedAt < since),
    hold() {
      for (const queue of queues) queue.isBusy = true;
      return () => {
        for (const queue of queues) queue.isBusy = false;
        pump();
      };
    },
    async idle() {
      while (!isStopping && (runs.size > 0 || waiting() > 0)) {
        await (runs.size > 0 ? Promise.all(runs) : delay(lookAgainMs));
      }
    },
    async stop() {
      isStopping = true;
      clearTimeout(pumpLater);
      await Promise.all(runs);
    },
  };
}

interface Queue {
  items: Accepted[];
  isBusy: boolean;
  restUntil: number;
}

const makeQueue = (): Queue => ({ items: [], isBusy: false, restUntil: 0 });

const mustRest = ({ isBusy, restUntil }: Queue) => isBusy || performance.now() < restUntil;
