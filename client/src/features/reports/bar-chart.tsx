import { useElementSize } from "@mantine/hooks";
import classes from "./reports.module.css";

interface Bar {
  key: string;
  name: string;
  value: number;
  /** The value as people read it. */
  words: string;
}

const nameWidth = 72;

/** One bar for each row, the highest as high as the chart; the numbers themselves stand in the table below. */
export function BarChart({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const top = bars.find(({ value }) => value === most)?.words;
  // Names that would run into each other are left out.
  const { ref, width } = useElementSize();
  const every = Math.ceil((bars.length * nameWidth) / Math.max(width, nameWidth));
  return (
    <figure className={classes.chart} role="img" aria-label={label}>
      <span className={classes.top}>{most > 0 ? top : ""}</span>
      <div className={classes.bars} ref={ref}>
        {bars.map(({ key, name, value, words }, index) => (
          <div key={key} className={classes.slot} title={`${name}: ${words}`}>
            <span className={classes.bar} style={{ height: `${most > 0 ? (value / most) * 100 : 0}%` }} />
            <span className={`${classes.under} cut`}>{index % every === 0 ? name : ""}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}
