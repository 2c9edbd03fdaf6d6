import { t } from "../../../lib/i18n.ts";
import { Bone } from "../../../ui/skeleton.tsx";
import classes from "./timeline.module.css";

const widths = [46, 62, 38, 54, 30, 58];

export const TimelineSkeleton = () => (
  <div className={classes.skeleton} role="status" aria-label={t("common.loading")}>
    {widths.map((width, index) => (
      <span key={width} data-end={index % 3 === 2 || undefined}>
        <Bone w={`${width}%`} h={38} />
      </span>
    ))}
  </div>
);
