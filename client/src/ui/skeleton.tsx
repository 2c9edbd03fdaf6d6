import { t } from "../lib/i18n.ts";
import classes from "./skeleton.module.css";

interface BoneProps {
  w?: number | string;
  h?: number;
  round?: boolean;
}

/** One grey bar in the place of what comes. */
export const Bone = ({ w = "100%", h = 12, round }: BoneProps) => (
  <span className={classes.bone} style={{ width: w, height: h, borderRadius: round ? "50%" : undefined }} />
);

interface SkeletonRowsProps {
  count?: number;
  /** Pixels; of the rows that come. */
  height?: number;
}

/** Rows of the size of those that come: a round thing and two lines. */
export function SkeletonRows({ count = 8, height = 64 }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={t("common.loading")}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div className={classes.row} style={{ height }} key={index}>
          {height >= 44 && <Bone w={36} h={36} round />}
          <span className={classes.lines}>
            <Bone w={`${40 + ((index * 17) % 35)}%`} />
            {height >= 52 && <Bone w={`${60 + ((index * 23) % 30)}%`} h={10} />}
          </span>
        </div>
      ))}
    </div>
  );
}
