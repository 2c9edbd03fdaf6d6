import { expect, test } from "vitest";
import type { Interaction } from "../../../../../server/contract/conversations.ts";
import type { Outgoing } from "../composer/outbox.ts";
import { makeEntries } from "./entries.ts";
import { openingEntry } from "./opening-entry.ts";

const noon = new Date(2026, 4, 4, 12).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

function interaction(position: number, after: number, some: Partial<Interaction> = {}): Interaction {
  const isOut = some.direction === "out";
  return {
    id: `i${position}`,
    position,
    kind: "message",
    direction: "in",
    author: { kind: isOut ? "person" : "contact", id: isOut ? "ada" : "nora", name: null },
    clientKey: null,
    createdAt: new Date(noon + after).toISOString(),
    ...some,
  } as Interaction;
}

/** `first–last` of a group as brackets: `(0` begins one, `0)` ends it. */
const drawn = (entries: ReturnType<typeof makeEntries>) =>
  entries.map((entry) => {
    if (entry.type === "outgoing") return entry.key;
    if (entry.type !== "interaction") return entry.type;
    return `${entry.isFirst ? "(" : ""}${entry.interaction.position}${entry.isLast ? ")" : ""}`;
  });

test("messages of one author within five minutes are one group, and each day has its line", () => {
  const items = [
    interaction(0, 0),
    interaction(1, 4 * minute),
    interaction(2, 10 * minute),
    interaction(3, 11 * minute, { direction: "out" }),
    interaction(4, 12 * minute, { direction: "out", kind: "note" }),
    interaction(5, day),
  ];
  expect(drawn(makeEntries(items, [], undefined))).toEqual([
    ...["day", "(0", "1)", "(2)", "(3)", "(4)"],
    ...["day", "(5)"],
  ]);
});

test("the line before the first unread parts a group, and is where it opens", () => {
  const items = [interaction(0, 0), interaction(1, minute), interaction(2, 2 * minute)];
  const entries = makeEntries(items, [], 1);
  expect(drawn(entries)).toEqual(["day", "(0)", "unread", "(1", "2)"]);
  expect(openingEntry(entries, undefined, 1)).toBe(2);
});

test("what was never opened opens at the first that nobody answered, what was read at its end", () => {
  const items = [interaction(0, 0), interaction(1, minute, { direction: "out" }), interaction(2, 2 * minute)];
  const entries = makeEntries(items, [], undefined);
  expect(openingEntry(entries, undefined, 0)).toBe(3);
  expect(openingEntry(entries, undefined, Number.POSITIVE_INFINITY)).toBeUndefined();
  expect(openingEntry(entries, 1, 0)).toBe(2);
});

test("a letter at the end is opened at its beginning, whatever was done after it", () => {
  const letter = { letter: {} } as Partial<Interaction>;
  const items = [
    interaction(0, 0),
    interaction(1, minute, letter),
    interaction(2, 2 * minute, { kind: "system" }),
  ];
  const entries = makeEntries(items, [], undefined);
  expect(openingEntry(entries, undefined, Number.POSITIVE_INFINITY)).toBe(2);
});

test("what is on its way stands last, until the hub has it under the same key", () => {
  const outgoing = [{ clientKey: "key-1" }, { clientKey: "key-2" }] as Outgoing[];
  const items = [interaction(0, 0, { direction: "out", clientKey: "key-1" })];
  expect(drawn(makeEntries(items, outgoing, undefined))).toEqual(["day", "(0)", "key-2"]);
});
