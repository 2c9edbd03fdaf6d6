import { zoneOffsets } from "../lib/business-time.ts";
import { quarterMs } from "./floor/quarters.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** When the day and the hour of a moment began on the clocks of a time zone. */
export function beginnings(timeZone: string, at: number): { dayBegan: number; hourBegan: number } {
  const offsetAt = zoneOffsets(timeZone);
  const dayOf = (moment: number) => Math.floor((moment + offsetAt(moment)) / dayMs);
  const wall = at + offsetAt(at);
  const day = dayOf(at);
  // Exact unless the clocks changed since midnight.
  let dayBegan = at - (wall % dayMs);
  while (dayOf(dayBegan) < day) dayBegan += quarterMs;
  while (dayOf(dayBegan - quarterMs) === day) dayBegan -= quarterMs;
  return { dayBegan, hourBegan: at - (wall % hourMs) };
}
