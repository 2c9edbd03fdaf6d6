import type { OfficeHours } from "../contract/workspace.ts";

const minute = 60_000;
const day = 1440 * minute;
/** Whoever is closed for longer than this has no hours to wait for. */
const longestClosure = 400 * day;

/** When so many minutes of office hours have passed; without office hours every minute counts. */
export function dueAfter(from: Date, minutes: number, officeHours: OfficeHours | null): Date {
  const due = new Date(from.getTime() + minutes * minute);
  if (!officeHours) return due;
  const offsetAt = zoneOffsets(officeHours.timeZone);
  let left = minutes * minute;
  let lastOpen = from.getTime();
  for (let at = from.getTime(); at < lastOpen + longestClosure; ) {
    const offset = offsetAt(at);
    const wall = at + offset;
    const midnight = Math.floor(wall / day) * day;
    const end = endOfStretch(at, at + (midnight + day - wall), offsetAt);
    for (const span of spansOn(midnight, officeHours)) {
      const open = Math.max(midnight + span.from * minute, wall);
      const close = Math.min(midnight + span.to * minute, end + offset);
      if (close <= open) continue;
      if (close - open >= left) return new Date(open + left - offset);
      left -= close - open;
      lastOpen = at;
    }
    at = end;
  }
  return due;
}

/** Whether that moment is within them; without office hours it always is. */
export function isOpenAt(at: Date, officeHours: OfficeHours | null): boolean {
  if (!officeHours) return true;
  const wall = at.getTime() + zoneOffsets(officeHours.timeZone)(at.getTime());
  const midnight = Math.floor(wall / day) * day;
  const now = (wall - midnight) / minute;
  return spansOn(midnight, officeHours).some(({ from, to }) => from <= now && now < to);
}

/** The first moment after `from`, up to `to`, at which the clocks change; `to` when they do not. */
function endOfStretch(from: number, to: number, offsetAt: (at: number) => number): number {
  const offset = offsetAt(from);
  if (offsetAt(to) === offset) return to;
  let same = from;
  let changed = to;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetAt(middle) === offset) same = middle;
    else changed = middle;
  }
  return changed;
}

function spansOn(midnight: number, { days, holidays }: OfficeHours) {
  const date = new Date(midnight);
  if (holidays.includes(date.toISOString().slice(0, 10))) return [];
  const spans = days.filter(({ weekday }) => weekday === date.getUTCDay()).flatMap((entry) => entry.spans);
  return withoutOverlaps(spans);
}

function withoutOverlaps(spans: { from: number; to: number }[]) {
  const apart: { from: number; to: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(span.from, apart.at(-1)?.to ?? 0);
    if (from < span.to) apart.push({ from, to: span.to });
  }
  return apart;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which the clocks of a zone are ahead of UTC at a moment. */
export function zoneOffsets(timeZone: string): (at: number) => number {
  const format = formats.get(timeZone) ?? makeFormat(timeZone);
  formats.set(timeZone, format);
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day: dayOfMonth, hour, minute: minutes, second } = part;
    const wall = Date.UTC(year, month - 1, dayOfMonth, hour, minutes, second);
    return wall - Math.floor(at / 1000) * 1000;
  };
}

function makeFormat(timeZone: string) {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
