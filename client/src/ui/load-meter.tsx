import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/i18n.ts";
import classes from "./load-meter.module.css";

interface LoadMeterProps {
  load: number;
  capacity: number;
}

/** How much of what somebody can take is taken; more than that is possible by hand, and then it is red. */
export function LoadMeter({ load, capacity }: LoadMeterProps) {
  const isOver = load > capacity;
  const share = capacity > 0 ? Math.min(1, load / capacity) : Number(load > 0);
  return (
    <span
      className={classes.load}
      data-over={isOver || undefined}
      role="img"
      aria-label={t(isOver ? "common.person.overLoad" : "common.person.load", { load, capacity })}
    >
      <span>
        {formatNumber(load)}/{formatNumber(capacity)}
      </span>
      <span className={classes.track}>
        <span className={classes.fill} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
