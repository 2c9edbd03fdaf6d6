import { expect, test } from "vitest";
import { arrange, countFresh } from "./held-order.ts";

const rows = (ids: string) => [...ids].map((id) => ({ id }));

test.each([
  ["what moved up stays where it is read", "abc", "cab", undefined, "abc", 1],
  ["what is new waits above", "abc", "nabc", undefined, "abc", 1],
  ["what left is gone", "abc", "ac", undefined, "ac", 0],
  ["what was loaded below comes at the end", "ab", "abcd", undefined, "abcd", 0],
  ["what one opened oneself is put in its place", "abc", "aobc", "o", "aobc", 0],
  ["what is new in the open one is no news", "abc", "cab", "c", "abc", 0],
  ["all that moved counts once each", "abcd", "dcab", undefined, "abcd", 2],
])("%s", (_what, held, truth, openId, shown, fresh) => {
  const ids = arrange([...held], rows(truth), openId);
  expect(ids.join("")).toBe(shown);
  expect(countFresh(ids, rows(truth), openId)).toBe(fresh);
});
