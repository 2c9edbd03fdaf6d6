import { IconAlertHexagon, IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { t } from "../../lib/i18n.ts";
import classes from "./figure.module.css";
import type { Level } from "./levels.ts";

interface FigureProps {
  children: ReactNode;
  /** What it is, in whole words: what stands there is only a number. */
  says: string;
  level?: Level;
  isLarge?: boolean;
  open(): void;
}

/** A number that opens what it counts; its ground says how it stands, and so do an icon and words. */
export function Figure({ children, says, level = "plain", isLarge, open }: FigureProps) {
  return (
    <button
      type="button"
      className={classes.figure}
      data-level={level}
      data-large={isLarge || undefined}
      aria-label={level === "plain" ? says : `${says}, ${t(`board.level.${level}`)}`}
      onClick={open}
    >
      <LevelIcon level={level} />
      {children}
    </button>
  );
}

export function LevelIcon({ level, size = 14 }: { level: Level; size?: number | string }) {
  if (level === "plain") return null;
  const Icon = level === "late" ? IconAlertHexagon : IconAlertTriangle;
  return <Icon size={size} stroke={2} aria-hidden className={classes.levelIcon} />;
}
