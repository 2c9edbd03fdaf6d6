import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRange } from "./parse-range.ts";

test.each([
  // The examples of RFC 9110 §14.1.2, of 10,000 bytes.
  ["bytes=0-499", { start: 0, end: 499 }],
  ["bytes=500-999", { start: 500, end: 999 }],
  ["bytes=-500", { start: 9_500, end: 9_999 }],
  ["bytes=9500-", { start: 9_500, end: 9_999 }],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=-1", { start: 9_999, end: 9_999 }],
  ["Bytes=0-1", { start: 0, end: 1 }],
  ["bytes= 0-1 ", { start: 0, end: 1 }],
  ["bytes=,0-1,", { start: 0, end: 1 }],
])("%s is one range", (header, range) => {
  expect(parseRange(header, 10_000)).toEqual(range);
});

test("an end beyond the end, however far, is the end", () => {
  expect(parseRange("bytes=9990-20000", 10_000)).toEqual({ start: 9_990, end: 9_999 });
  expect(parseRange(`bytes=0-${"9".repeat(400)}`, 10_000)).toEqual({ start: 0, end: 9_999 });
  expect(parseRange("bytes=-20000", 10_000)).toEqual({ start: 0, end: 9_999 });
});

test.each([
  undefined,
  "",
  "bytes",
  "bytes=",
  "bytes=-",
  "bytes=a-b",
  "bytes=5-1",
  "bytes=1",
  "bytes=1-2-3",
  "seconds=0-1",
])("%s is ignored: the whole is sent", (header) => {
  expect(parseRange(header, 10_000)).toBe("whole");
});

test("several ranges get the whole", () => {
  expect(parseRange("bytes=0-1,5-6", 10_000)).toBe("whole");
  expect(parseRange("bytes=0-0,-1", 10_000)).toBe("whole");
});

test.each([
  "bytes=10000-",
  "bytes=10000-10001",
  "bytes=-0",
  `bytes=${"9".repeat(400)}-`,
])("%s has nothing to give", (header) => {
  expect(parseRange(header, 10_000)).toBe("unsatisfiable");
});

test("of nothing there is no range", () => {
  expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable");
  expect(parseRange("bytes=-5", 0)).toBe("unsatisfiable");
});

test("whatever is asked, a range lies within the bytes", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom("a-b", "a-", "-b"), (a, b, size, form) => {
      const asked = parseRange(`bytes=${form.replace("a", String(a)).replace("b", String(b))}`, size);
      if (typeof asked === "string") return;
      expect(asked.start).toBeGreaterThanOrEqual(0);
      expect(asked.start).toBeLessThanOrEqual(asked.end);
      expect(asked.end).toBeLessThan(size);
    }),
  );
});
