import type { BoardQueue } from "../../../../server/contract/board.ts";
import { formatNumber } from "../../lib/format.ts";
import classes from "./state-counts.module.css";
import { StateDot } from "./state-dot.tsx";
import { floorStates } from "./states.ts";

/** How many of a queue's people are in each state, in little room; whoever shows it says it in words. */
export const StateCounts = ({ people }: Pick<BoardQueue, "people">) => (
  <span className={classes.counts} aria-hidden>
    {floorStates
      .filter((state) => people[state] > 0)
      .map((state) => (
        <span key={state}>
          <StateDot state={state} />
          {formatNumber(people[state])}
        </span>
      ))}
  </span>
);
