import type { BoardPerson } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { RunningClock } from "./running-clock.tsx";
import { StateDot } from "./state-dot.tsx";
import classes from "./state-since.module.css";

/** `● Away, lunch 12:05` */
export function StateSince({ row }: { row: Pick<BoardPerson, "state" | "since" | "awayReason"> }) {
  const word = t(`board.state.${row.state}`);
  return (
    <span className={classes.state}>
      <StateDot state={row.state} />
      <span className="cut">{row.awayReason ? `${word}, ${row.awayReason}` : word}</span>
      <RunningClock since={row.since} className={classes.since} />
    </span>
  );
}
