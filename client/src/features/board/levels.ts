import type { BoardQueue } from "../../../../server/contract/board.ts";
import type { Thresholds } from "../../../../server/contract/queues.ts";

/** As the tokens call them: `waiting` is amber, `late` is red. */
export type Level = "plain" | "waiting" | "late";

export interface Levels {
  waiting: Level;
  longest: Level;
  serviceLevel: Level;
}

/** How a queue stands against its thresholds. `now` in milliseconds. */
export function levelsOf(
  queue: Pick<BoardQueue, "waiting" | "offered" | "longestSince" | "today">,
  thresholds: Thresholds,
  now: number,
): Levels {
  const longest = queue.longestSince === null ? 0 : (now - Date.parse(queue.longestSince)) / 1000;
  const share = queue.today.serviceLevel;
  return {
    waiting: levelAbove(unanswered(queue), thresholds.waiting),
    longest: levelAbove(longest, thresholds.longestWaitSeconds),
    serviceLevel: share === null ? "plain" : levelBelow(share * 100, thresholds.serviceLevel),
  };
}

/** For whoever waits an offer is not yet an answer. */
export const unanswered = ({ waiting, offered }: Pick<BoardQueue, "waiting" | "offered">): number =>
  waiting + offered;

export const worst = ({ waiting, longest, serviceLevel }: Levels): Level => {
  const all = [waiting, longest, serviceLevel];
  return all.includes("late") ? "late" : all.includes("waiting") ? "waiting" : "plain";
};

type Pair = [number, number];

/** A queue in which nobody waits is well, whatever was typed. */
function levelAbove(value: number, pair: Pair | undefined): Level {
  if (!pair || value === 0) return "plain";
  const [amber, red] = pair;
  if (value >= red) return "late";
  return value >= amber ? "waiting" : "plain";
}

function levelBelow(value: number, pair: Pair | undefined): Level {
  if (!pair) return "plain";
  const [amber, red] = pair;
  if (value < red) return "late";
  return value < amber ? "waiting" : "plain";
}
