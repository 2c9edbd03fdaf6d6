import type { FloorState } from "../../../../server/contract/board.ts";
import classes from "./state-dot.module.css";

/** Told apart by shape too: whole, half or hollow; the word stands beside it. */
export const StateDot = ({ state }: { state: FloorState }) => (
  <span className={classes.dot} data-state={state} aria-hidden />
);
