import type { Entry } from "./entries.ts";

/**
 * The entry to open at: what was asked for, else the line above the first unread, or, in what this person never
 * opened, the first message that nobody has answered, else the letter at the end, which may be higher than the screen.
 * Undefined is the end.
 */
export function openingEntry(entries: Entry[], at: number | undefined, read: number): number | undefined {
  const found =
    at === undefined ? (read > 0 ? unreadLine(entries) : firstUnanswered(entries)) : position(entries, at);
  return found < 0 ? letterAtEnd(entries) : found;
}

const position = (entries: Entry[], at: number) =>
  entries.findIndex((entry) => entry.type === "interaction" && entry.interaction.position >= at);

const unreadLine = (entries: Entry[]) => entries.findIndex((entry) => entry.type === "unread");

function firstUnanswered(entries: Entry[]): number {
  const lastAnswer = entries.findLastIndex(
    (entry) => entry.type === "interaction" && entry.interaction.direction === "out",
  );
  return entries.findIndex(
    (entry, index) =>
      index > lastAnswer && entry.type === "interaction" && entry.interaction.direction === "in",
  );
}

function letterAtEnd(entries: Entry[]): number | undefined {
  const last = entries.findLastIndex((entry) => !isSystemLine(entry));
  const entry = entries[last];
  return entry?.type === "interaction" && entry.interaction.letter ? last : undefined;
}

const isSystemLine = (entry: Entry) => entry.type === "interaction" && entry.interaction.kind === "system";
