const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const zones: Record<string, number> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

const usual =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([+-]\s?\d{2}:?\d{2}|[a-z]{1,5})?/i;
const asctime = /([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:([a-z]{3,4}|[+-]\d{4})\s+)?(\d{4})/i;
const iso = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?/;

/** When a mail says that it was sent or received; null where that is no date. A time without a zone is UTC. */
export function readDate(value: string): Date | null {
  const plain = value.replace(/\([^()]*\)/g, " ");
  const [, day, month, year, hour, minute, second, zone] = usual.exec(plain) ?? fromAsctime(plain) ?? [];
  if (day === undefined) return readIso(plain);
  return toDate(
    [fullYear(year), months.indexOf(`${month}`.toLowerCase()), day, hour, minute, second ?? 0],
    zone,
  );
}

function fromAsctime(value: string): (string | undefined)[] | null {
  const found = asctime.exec(value);
  if (!found) return null;
  const [whole, month, day, hour, minute, second, zone, year] = found;
  return [whole, day, month, year, hour, minute, second, zone];
}

function fullYear(year = ""): number {
  const number = Number(year);
  if (year.length >= 4) return number;
  return number + (year.length === 2 && number < 50 ? 2000 : 1900);
}

function toDate(fields: (string | number | undefined)[], zone: string | undefined): Date | null {
  const [year = 0, month = -1, day = 0, hour = 0, minute = 0, second = 0] = fields.map(Number);
  const isReal = month >= 0 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;
  if (!isReal || year < 1900 || year > 2200) return null;
  const utc = Date.UTC(year, month, day, hour, minute, second);
  return new Date(utc - offsetMinutes(zone) * 60_000);
}

function offsetMinutes(zone = ""): number {
  const [, sign, hours, minutes] = /^([+-])\s?(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (hours) return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  return (zones[zone.toUpperCase()] ?? 0) * 60;
}

function readIso(value: string): Date | null {
  const [found, , , zone] = iso.exec(value) ?? [];
  if (!found) return null;
  const date = new Date(
    zone ? found.replace(" ", "T").replace(/\s/g, "") : `${found.trim().replace(" ", "T")}Z`,
  );
  return Number.isNaN(date.getTime()) ? null : date;
}
