import type { BenchHub } from "./hub.ts";

/** One line of the table; `ratio` is value against baseline, from the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  /** As said in words, e.g. `ratio ≥ 1.5`. */
  target: string;
  met: boolean;
}

export interface Bench {
  name: string;
  /** Runs only with `-- --large`. */
  isLarge?: boolean;
  /** Gets a fresh, migrated database of its own on a server as in production. */
  run(hub: BenchHub): Promise<Figure[]>;
}

export const median = (values: number[]): number => percentile(values, 50);

export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** A figure that stands beside its baseline of the same run. */
export const ratioFigure = (name: string, value: number, baseline: number, least: number): Figure => ({
  name,
  value: round(value, 0),
  unit: "per s",
  baseline: round(baseline, 0),
  ratio: round(value / baseline),
  target: `ratio ≥ ${least}`,
  met: value / baseline >= least,
});

/** A figure with a limit of its own; a baseline tells how much of it is the machine's. */
export const limitFigure = (
  name: string,
  value: number,
  unit: string,
  most: number,
  baseline?: number,
): Figure => ({
  name,
  value: round(value),
  unit,
  baseline: baseline === undefined ? null : round(baseline),
  ratio: baseline === undefined ? null : round(value / baseline),
  target: `≤ ${most} ${unit}`,
  met: value <= most,
});
