import { t } from "../../lib/i18n.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./board-lists.module.css";

/** As high as the rows that come. */
export const BoardSkeleton = () => (
  <section className={classes.lists} aria-label={t("common.loading")}>
    <div className={classes.list}>
      <SkeletonRows count={8} height={72} />
    </div>
    <div className={classes.list}>
      <SkeletonRows count={10} height={56} />
    </div>
  </section>
);
