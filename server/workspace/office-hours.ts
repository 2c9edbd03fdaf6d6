import type { OfficeHours } from "../contract/workspace.ts";
import { AppError } from "../lib/app-error.ts";
import { refuseUnknownTimeZone } from "./time-zone.ts";

/** What the schema cannot say: the zone exists, each day is there once, and its spans follow one another. */
export function refuseBadOfficeHours(hours: OfficeHours): void {
  refuseUnknownTimeZone(hours.timeZone);
  if (new Set(hours.days.map(({ weekday }) => weekday)).size < hours.days.length) refuse("names a day twice");
  for (const { spans } of hours.days) {
    let end = -1;
    for (const { from, to } of spans) {
      if (to <= from) refuse("has a span that ends before it begins");
      if (from < end) refuse("has spans that overlap or are out of order");
      end = to;
    }
  }
}

function refuse(problem: string): never {
  throw new AppError("invalid", "These office hours are not right.", { fields: { officeHours: problem } });
}
