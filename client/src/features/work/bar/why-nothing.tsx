import type { Idleness } from "../../../../../server/contract/work.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./work-bar.module.css";

/** Why nothing comes, the weightiest first; nothing where something could. */
export function WhyNothing({ why }: { why: Idleness[] }) {
  if (why.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t("work.bar.whyTitle")}>
      <header className={classes.heading}>
        <h3>{t("work.bar.whyTitle")}</h3>
      </header>
      <ul className={classes.whys}>
        {why.map((reason) => (
          <li key={reason}>{t(`work.why.${reason}`)}</li>
        ))}
      </ul>
    </section>
  );
}
