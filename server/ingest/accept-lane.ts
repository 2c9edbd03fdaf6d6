import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import type pg from "pg";
import type { Received } from "../../connectors/contract.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Connection } from "../lib/lookup-connection.ts";
import type { Accepted } from "./accepted.ts";
import type { Entry } from "./entry.ts";
import { failureKind } from "./failure.ts";
import { findKnown, insertGroup, type Known } from "./insert-group.ts";

/** An entry whose sender waits for the answer. */
export interface Waiting {
  entry: Entry;
  resolve(received: Received | Promise<Received>): void;
  reject(error: unknown): void;
}

const largestGroup = 256;
const patienceMs = 10_000;

/**
 * Commits what comes in to the ledger; all that arrives while one commit is on its way goes with the next.
 * `onCommitted` gets what is new, in the order of the ledger.
 */
export function createAcceptLane(
  deps: Pick<Deps, "nodeId" | "log">,
  connection: Connection,
  onCommitted: (accepted: Accepted[]) => void,
) {
  const waiting: Waiting[] = [];
  const answering = new Set<Promise<void>>();
  let committing = 0;
  let running: Promise<void> | undefined;

  async function run() {
    while (waiting.length > 0) {
      // Callers who were just answered, and requests of the same turn, go together.
      await nextTurn();
      const group = waiting.splice(0, largestGroup);
      committing = group.length;
      await commitGroup(group);
      committing = 0;
    }
    running = undefined;
  }

  async function commitGroup(group: Waiting[]) {
    const entries = group.map(({ entry }) => entry);
    try {
      welcome(group, await patiently((client) => insertGroup(client, deps.nodeId, entries)));
    } catch (error) {
      await failGroup(group, error);
    }
  }

  function welcome(group: Waiting[], known: Known) {
    const fresh = group.filter(({ entry }) => known.get(entry.id) === entry.id);
    onCommitted(fresh.map(({ entry }) => entry.accepted));
    answer(group, known);
  }

  function answer(group: Waiting[], known: Known) {
    const unknown: Waiting[] = [];
    for (const waiting of group) {
      const { id } = waiting.entry;
      const inboundId = known.get(id);
      if (inboundId) waiting.resolve({ inboundId, duplicate: inboundId !== id });
      else unknown.push(waiting);
    }
    if (unknown.length > 0) answerLater(unknown);
  }

  /** Beside the next group, which need not wait for it. */
  function answerLater(group: Waiting[]) {
    const answered = answerUnknown(group).catch((error) => failGroup(group, error));
    answering.add(answered);
    void answered.finally(() => answering.delete(answered));
  }

  async function answerUnknown(group: Waiting[]) {
    const entries = group.map(({ entry }) => entry);
    const known = await patiently((client) => findKnown(client, entries));
    const isFound = ({ entry }: Waiting) => known.has(entry.id);
    // A commit whose answer got lost was this entry's own.
    welcome(group.filter(isFound), known);
    for (const { reject } of group.filter((one) => !isFound(one))) reject(notFound("channel"));
  }

  /** One that cannot be kept must not fail the others. */
  async function failGroup(group: Waiting[], error: unknown) {
    if (group.length === 1 || failureKind(error) !== "item") {
      for (const { reject } of group) reject(readable(error));
      return;
    }
    const half = Math.ceil(group.length / 2);
    await commitGroup(group.slice(0, half));
    await commitGroup(group.slice(half));
  }

  /** A lost connection leaves open whether the commit arrived; inserting the same rows again is harmless. */
  async function patiently<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + patienceMs;
    for (let tried = 0; ; tried++) {
      try {
        return await act(await connection.client());
      } catch (error) {
        if (failureKind(error) === "item" || Date.now() > giveUpAt) throw error;
        deps.log.warn({ err: error }, "What came in could not be kept yet; trying again");
        await delay(Math.min(20 * 2 ** tried, 1_000));
      }
    }
  }

  return {
    answer,
    take(entry: Entry): Promise<Received> {
      return new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        running ??= run();
      });
    },
    isBusy: () => running !== undefined,
    senders: () => waiting.length + committing,
    async settled() {
      await running;
      await Promise.all(answering);
    },
  };
}

function readable(error: unknown): unknown {
  if (failureKind(error) !== "item") {
    return new AppError("unavailable", "The database cannot be reached; try again.", { cause: error });
  }
  return error;
}
