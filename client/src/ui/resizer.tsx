import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { t } from "../lib/i18n.ts";
import classes from "./resizer.module.css";

interface ResizerProps {
  /** What it makes wider or narrower. */
  name: string;
  width: number;
  min: number;
  max: number;
  /** The column stands at its right, so dragging to the left makes it wider. */
  isReversed?: boolean;
  onChange(width: number): void;
  /** The drag is over. */
  onKeep(width: number): void;
}

const step = 16;

/** The line between two columns, dragged by pointer or moved by the arrow keys. */
export function Resizer({ name, width, min, max, isReversed, onChange, onKeep }: ResizerProps) {
  const start = useRef<{ x: number; width: number } | undefined>(undefined);
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const sign = isReversed ? -1 : 1;
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) onChange(clamp(start.current.width + sign * (event.clientX - start.current.x)));
  };
  const onPointerUp = () => {
    if (start.current) onKeep(width);
    start.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    const next = clamp(width + sign * way * step);
    onChange(next);
    onKeep(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can neither be dragged nor hold a value
    <div
      className={classes.resizer}
      role="separator"
      aria-orientation="vertical"
      aria-label={t("common.resize", { name })}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}
