import { setTimeout as delay } from "node:timers/promises";
import type { Inbound, Received } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { openConnection } from "../lib/lookup-connection.ts";
import { createAccept } from "./accept.ts";
import type { Accepted } from "./accepted.ts";
import { createBacklog, mostHeldBytes } from "./backlog.ts";
import { makeEntry } from "./entry.ts";
import { type KeptNode, keepNode } from "./keep-node.ts";
import { createLanes } from "./lanes.ts";
import { createOverdueJobs } from "./overdue-jobs.ts";
import { createStraight } from "./straight.ts";

export interface Ingest {
  /**
   * Resolves after the commit of the ledger row; the rest follows from there.
   * @throws AppError invalid, too_large, not_found (channel), unavailable
   */
  accept(channelId: string, inbound: Inbound): Promise<Received>;
  /** Says that this node lives, and takes up what it or a dead one left. */
  start(): Promise<void>;
  /** Resolves when all that was accepted here is processed. */
  idle(): Promise<void>;
  /** Finishes what is in hand; what waits stays in the ledger. */
  stop(): Promise<void>;
}

/** So many who wait for an answer go before what was taken in already. */
const crowd = 10;
/** Whoever sends should not wait for a lock that somebody holds; the lanes do. */
const longestLockMs = 500;

export interface IngestOptions {
  /** Bytes that wait in memory before the rest waits in the ledger alone. */
  mostHeld?: number;
  /** Told what was processed, after its commit. */
  onProcessed?(items: Accepted[]): void;
}

export function createIngest(
  deps: Deps,
  { mostHeld = mostHeldBytes, onProcessed = () => {} }: IngestOptions = {},
): Ingest {
  const ledger = [
    openConnection(deps, "switchboard accept 1"),
    openConnection(deps, "switchboard accept 2"),
  ] as const;
  const lanes = [
    openConnection(deps, "switchboard process 1"),
    openConnection(deps, "switchboard process 2"),
  ] as const;
  const atOnce = openConnection(deps, "switchboard ingest", `-c lock_timeout=${longestLockMs}`);
  const batchDeps = { ...deps, overdueJobs: createOverdueJobs(deps.clock.now), onProcessed };
  // Only for as long as memory holds all that waits, or a flood without end would leave it further and further behind.
  const isCrowded = () => !backlog.isBehind() && accepting.senders() >= crowd;
  const processing = createLanes(batchDeps, [...lanes], isCrowded);
  const backlog = createBacklog(processing, mostHeld);
  const accepting = createAccept(deps, [...ledger], backlog.take);
  const straight = createStraight(batchDeps, atOnce, { accepting, lanes: processing, backlog });
  let node: KeptNode | undefined;
  return {
    accept: async (channelId, inbound) => straight.take(makeEntry(channelId, inbound, deps.clock.now())),
    async start() {
      node = await keepNode(deps, processing, backlog);
    },
    async idle() {
      await straight.settled();
      await accepting.settled();
      await processing.idle();
      while (node && backlog.isBehind()) {
        await delay(20);
        await processing.idle();
      }
    },
    async stop() {
      await straight.settled();
      await accepting.settled();
      await processing.stop();
      await node?.stop();
      await Promise.all([...ledger, ...lanes, atOnce].map((connection) => connection.stop()));
    },
  };
}
