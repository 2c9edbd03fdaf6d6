import type { BoardPerson } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import classes from "./board.module.css";
import { RunningClock } from "./running-clock.tsx";
import { StateDot } from "./state-dot.tsx";

/** `● Away, lunch 12:05` */
export function StateSince({ row }: { row: Pick<BoardPerson, "state" | "since" | "awayReason"> }) {
  const word = t(`board.state.${row.state}`);
  return (
    <span className={classes.stateSince}>
      <StateDot state={row.state} />
      <span className="cut">{row.awayReason ? `${word}, ${row.awayReason}` : word}</span>
      <RunningClock since={row.since} className={classes.since} />
    </span>
  );
}
