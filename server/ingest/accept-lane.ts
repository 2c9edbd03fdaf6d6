import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import type pg from "pg";
import type { Received } from "../../connectors/contract.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Connection } from "../lib/lookup-connection.ts";
import type { Accepted } from "./accepted.ts";
import type { Entry } from "./entry.ts";
import { failureKind } from "./failure.ts";
import { findKnown, insertGroup } from "./insert-group.ts";

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
  let running: Promise<void> | undefined;

  async function run() {
    while (waiting.length > 0) {
      // Callers who were just answered, and requests of the same turn, go together.
      await nextTurn();
      const group = waiting.splice(0, largestGroup);
      await commitGroup(group);
    }
    running = undefined;
  }

  async function commitGroup(group: Waiting[]) {
    const entries = group.map(({ entry }) => entry);
    try {
      const inserted = await patiently((client) => insertGroup(client, deps.nodeId, entries));
      const isNew = ({ entry }: Waiting) => inserted.has(entry.id);
      welcome(group.filter(isNew));
      if (inserted.size < group.length) answerLater(group.filter((one) => !isNew(one)));
    } catch (error) {
      await failGroup(group, error);
    }
  }

  function welcome(fresh: Waiting[]) {
    onCommitted(fresh.map(({ entry }) => entry.accepted));
    for (const { entry, resolve } of fresh) resolve({ inboundId: entry.id, duplicate: false });
  }

  /** Beside the next group, which need not wait for it. */
  function answerLater(group: Waiting[]) {
    const answered = answerKnown(group).catch((error) => failGroup(group, error));
    answering.add(answered);
    void answered.finally(() => answering.delete(answered));
  }

  async function answerKnown(group: Waiting[]) {
    const entries = group.map(({ entry }) => entry);
    const known = await patiently((client) => findKnown(client, entries));
    // A commit whose answer got lost was this entry's own.
    welcome(group.filter(({ entry }) => known.get(entry.id) === entry.id));
    for (const { entry, resolve, reject } of group) {
      const inboundId = known.get(entry.id);
      if (inboundId) resolve({ inboundId, duplicate: inboundId !== entry.id });
      else reject(notFound("channel"));
    }
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
    answerKnown: answerLater,
    take(entry: Entry): Promise<Received> {
      return new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        running ??= run();
      });
    },
    isBusy: () => running !== undefined,
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
