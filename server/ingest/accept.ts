import type { Received } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { Connection } from "../lib/lookup-connection.ts";
import { createAcceptLane, type Waiting } from "./accept-lane.ts";
import type { Accepted } from "./accepted.ts";
import type { Entry } from "./entry.ts";
import type { Known } from "./insert-group.ts";
import { laneOf } from "./lane-of.ts";

/** Takes to the ledger what is to be processed later. */
export interface Accept {
  take(entry: Entry): Promise<Received>;
  /** Answers those whose row is known, and looks for the others'. */
  answer(group: Waiting[], known: Known): void;
  isBusy(): boolean;
  /** How many wait for an answer. */
  senders(): number;
  /** Resolves when all that was handed over is committed and answered. */
  settled(): Promise<void>;
}

/**
 * A thread always goes by the same of two lanes: while the database commits for one, this process answers for the other.
 * `onCommitted` gets what is new.
 */
export function createAccept(
  deps: Pick<Deps, "nodeId" | "log">,
  connections: [Connection, Connection],
  onCommitted: (accepted: Accepted[]) => void,
): Accept {
  const [first, second] = connections;
  const lanes = [
    createAcceptLane(deps, first, onCommitted),
    createAcceptLane(deps, second, onCommitted),
  ] as const;
  return {
    take: (entry) => lanes[laneOf(entry.accepted.item)].take(entry),
    answer: lanes[0].answer,
    isBusy: () => lanes.some((lane) => lane.isBusy()),
    senders: () => lanes[0].senders() + lanes[1].senders(),
    async settled() {
      await Promise.all(lanes.map((lane) => lane.settled()));
    },
  };
}
