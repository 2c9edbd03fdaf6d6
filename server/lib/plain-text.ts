import { createHash } from "node:crypto";

const longestKey = 400;

/** Text that PostgreSQL can keep: NUL and halves of characters become U+FFFD. */
export const storable = (text: string): string => text.toWellFormed().replaceAll("\u0000", "\uFFFD");

/** At most so many UTF-16 units, never half a character, with an ellipsis where something is missing. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = isHighSurrogate(text.charCodeAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/** A key as an index can hold it. Keys that are too long or not storable keep apart by their hash. */
export function keyText(key: string): string {
  if (key.length <= longestKey && key.isWellFormed() && !key.includes("\u0000")) return key;
  // JSON escapes what UTF-8 cannot hold, so that two broken keys do not hash alike.
  const hash = createHash("sha256").update(JSON.stringify(key)).digest("hex");
  return `${cut(storable(key), longestKey)}#${hash}`;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
