import type { OfficeHours } from "../../contract/workspace.ts";
import { isOpenAt } from "../../lib/business-time.ts";
import type { EngineQueue } from "./state.ts";

const minuteMs = 60_000;
const known = new WeakMap<OfficeHours, { minute: number; isOpen: boolean }>();

/** Remembered for the minute, since a look at the calendar takes longer than one at a whole queue. */
export function isOpen({ officeHours }: EngineQueue, now: number): boolean {
  if (!officeHours) return true;
  const minute = Math.floor(now / minuteMs);
  const last = known.get(officeHours);
  if (last?.minute === minute) return last.isOpen;
  const found = isOpenAt(new Date(now), officeHours);
  known.set(officeHours, { minute, isOpen: found });
  return found;
}

/** Office hours begin and end with a minute. */
export const nextMinute = (now: number): number => (Math.floor(now / minuteMs) + 1) * minuteMs;
