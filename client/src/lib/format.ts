import { locale } from "./i18n.ts";

export const formatNumber = (value: number): string => new Intl.NumberFormat(locale()).format(value);

export function formatMoney(amount: number, currency: string): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  return new Intl.NumberFormat(locale(), {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

export function formatBytes(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit: units[unit] ?? "byte",
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}

/** Up to two letters to stand for somebody; whole characters, so emoji and rare scripts are not cut in half. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => firstCharacter(part));
  return letters.join("").toLocaleUpperCase(locale());
}

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const firstCharacter = (text = "") => segments.segment(text)[Symbol.iterator]().next().value?.segment ?? "";

/** A count that calls for action: `99+` beyond two digits. */
export const badge = (count: number): string => (count > 99 ? "99+" : String(count));
