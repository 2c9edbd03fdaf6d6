import { t } from "../../../lib/i18n.ts";
import classes from "./work-bar.module.css";

/** Load over capacity as a small bar and in figures; more than that is said by its colour and its figures. */
export function LoadMeter({ load, capacity }: { load: number; capacity: number }) {
  const share = capacity > 0 ? Math.min(1, load / capacity) : 1;
  return (
    <span className={classes.meter} title={t("work.bar.loadLabel")}>
      <span className={classes.track} data-over={load > capacity || undefined} aria-hidden>
        <span style={{ width: `${100 * share}%` }} />
      </span>
      <span aria-hidden>
        {load}/{capacity}
      </span>
      <span className="unseen">{t("common.person.load", { load, capacity })}</span>
    </span>
  );
}
