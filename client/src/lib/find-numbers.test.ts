import { expect, test } from "vitest";
import { findNumbers } from "./find-numbers.ts";

const written = (text: string, country: string | null) =>
  findNumbers(text, country).map(({ number, from, to }) => [text.slice(from, to), number]);

test("numbers are found as people write them, with their country or of ours", () => {
  const text = "Call +44 20 7946 0000 or (030) 901820-0, before 12.11.2026 at 10:30.";
  expect(written(text, "DE")).toEqual([
    ["+44 20 7946 0000", "+442079460000"],
    ["(030) 901820-0", "+49309018200"],
  ]);
});

test("without a country only those that have theirs are", () => {
  expect(written("030 9018200 or +49 30 9018200", null)).toEqual([["+49 30 9018200", "+49309018200"]]);
});

test("where numbers have no zero before them they are known by their groups", () => {
  expect(written("212-555-0123, order 2125550123", "US")).toEqual([["212-555-0123", "+12125550123"]]);
});

test("order numbers, dates and amounts are none", () => {
  expect(written("Order 4711-0815 of 2026-03-02, 1,200.00 EUR, IP 192.168.100.200", "DE")).toEqual([]);
});
