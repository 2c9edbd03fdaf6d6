export const dayMs = 86_400_000;

/** `2026-03-02`: the day that it is then, there. */
export const dateIn = (at: number, timeZone: string): string => {
  const { year, month, day } = partsIn(at, timeZone);
  return `${year}-${month}-${day}`;
};

/** When a day begins there and when it ends, in milliseconds; where clocks change it has 23 or 25 hours. */
export const dayIn = (date: string, timeZone: string) => ({
  begins: beginOf(date, timeZone),
  ends: beginOf(new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10), timeZone),
});

function beginOf(date: string, timeZone: string): number {
  const there = Date.parse(`${date}T00:00Z`);
  const near = there - offsetAt(there, timeZone);
  const begin = there - offsetAt(near, timeZone);
  // Where clocks go forward at midnight, that day begins an hour later.
  return dateIn(begin, timeZone) === date ? begin : near;
}

/** How far that zone's clock is before UTC's. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = partsIn(at, timeZone);
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return shown - Math.floor(at / 60_000) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(at: number, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}
