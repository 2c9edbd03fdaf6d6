import { expect, test } from "vitest";
import { waitingOf } from "./waiting.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 4, 12, minutes)).toISOString();
const since = { waitingSince: at(0), dueAt: at(16) };

test.each([
  ["nobody waits", { waitingSince: null, dueAt: at(16) }, 5, undefined, undefined],
  ["there is no due time", { waitingSince: at(0), dueAt: null }, 90, "plain", "Waiting for 1h 30m"],
  ["there is time", since, 12, "plain", "Waiting for 12m, due in 4m"],
  ["less than a quarter is left", since, 13, "waiting", "Waiting for 13m, due in 3m"],
  ["it is due", since, 16, "late", "Waiting for 16m, late by <1m"],
  ["it is long late", since, 60 * 50, "late", "Waiting for 2d, late by 2d"],
])("the clock when %s", (_when, conversation, minutes, meaning, words) => {
  const waiting = waitingOf(conversation, Date.parse(at(minutes)));
  expect(waiting?.meaning).toBe(meaning);
  expect(waiting?.words).toBe(words);
});
