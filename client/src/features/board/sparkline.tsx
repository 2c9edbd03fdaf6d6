import { t } from "../../lib/i18n.ts";
import classes from "./sparkline.module.css";

interface SparklineProps {
  /** Oldest first. */
  values: number[];
  width?: number;
  height?: number;
}

/** How many waited at each of the last minutes; its top is the most of them. */
export function Sparkline({ values, width = 88, height = 28 }: SparklineProps) {
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${round(index * step)},${round(top(value))}`);
  function top(value: number) {
    return 1 + (height - 2) * (1 - value / most);
  }
  const says = t("board.says.lastHour", { most: Math.max(0, ...values) });
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={says}
    >
      {points.length > 0 && (
        <path className={classes.area} d={`M0,${height} L${points.join(" L")} L${width},${height} Z`} />
      )}
      <polyline className={classes.line} points={points.join(" ")} />
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
