import type { CountedFigure } from "../../contract/board.ts";
import { zoneOffsets } from "../../lib/business-time.ts";
import type { Wanted } from "../wanted-tallies.ts";

/** Which figure, of when, of whose. Moments in ms, both included. */
export interface CountedQuery extends Wanted {
  figure: CountedFigure;
  from: number;
  to: number;
  /** Of the day in that zone. */
  hour?: number;
  timeZone: string;
}

const hourMs = 3_600_000;

/** Whether a quarter of an hour lies in the hour of the day that is asked for. */
export function isInHour({ hour, timeZone }: Pick<CountedQuery, "hour" | "timeZone">) {
  const offsetAt = zoneOffsets(timeZone);
  return (quarter: number): boolean =>
    hour === undefined || Math.floor((quarter + offsetAt(quarter)) / hourMs) % 24 === hour;
}
