import { t } from "../../lib/i18n.ts";
import { Bone, SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./client-card.module.css";

export const CardSkeleton = () => (
  <div role="status" aria-label={t("common.loading")}>
    <div className={classes.who}>
      <Bone w={48} h={48} round />
      <div className={classes.whoWords}>
        <Bone w="60%" h={16} />
        <br />
        <Bone w="40%" />
      </div>
    </div>
    <SkeletonRows count={6} height={52} />
  </div>
);
