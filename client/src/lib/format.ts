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

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Up to two letters to stand for somebody; of a name without any, its first character, whole. Scripts without capitals
 * have no initials: two of theirs run together into a word, or out of the circle, so there it is one.
 */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const first = firstCharacter(words[0] ?? name.trim());
  const last = firstCharacter((words.length > 1 && words.at(-1)) || "");
  const both = isCased(first) && isCased(last) ? first + last : first;
  return both.toLocaleUpperCase(locale());
}

const firstCharacter = (text: string) =>
  segments.segment(text)[Symbol.iterator]().next().value?.segment ?? "";

const isCased = (text: string) => /^[\p{Lu}\p{Ll}\p{Lt}\p{N}]/u.test(text);

/** A count that calls for action: `99+` beyond two digits. */
export const badge = (count: number): string => (count > 99 ? "99+" : String(count));

/** "a, b and c", or with `disjunction` "a, b or c". */
export const listed = (texts: string[], type: Intl.ListFormatType = "conjunction"): string =>
  new Intl.ListFormat(locale(), { type }).format(texts);
