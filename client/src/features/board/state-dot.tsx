import type { FloorState } from "../../../../server/contract/board.ts";
import classes from "./board.module.css";

/** Told apart by shape too: whole, half or hollow; the word stands beside it. */
export const StateDot = ({ state }: { state: FloorState }) => (
  <span className={classes.stateDot} data-state={state} aria-hidden />
);
