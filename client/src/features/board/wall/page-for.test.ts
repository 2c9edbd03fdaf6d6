import { expect, test } from "vitest";
import { pageFor } from "./page-for.ts";

test.each([
  ["one queue fills the wall", 1920, 1000, 1, { columns: 1, lines: 1 }],
  ["two stand beside each other", 1920, 1000, 2, { columns: 2, lines: 1 }],
  ["four make a square", 1920, 1000, 4, { columns: 2, lines: 2 }],
  ["many are as many as can be read", 1920, 1000, 100, { columns: 4, lines: 3 }],
  ["a phone shows one column", 390, 760, 5, { columns: 1, lines: 2 }],
  ["before its size is known it is one", 0, 0, 5, { columns: 1, lines: 1 }],
])("%s", (_, width, height, tiles, page) => {
  expect(pageFor(width, height, tiles)).toEqual(page);
});
