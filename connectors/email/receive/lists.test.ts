import { expect, test } from "vitest";
import { stretches } from "./list-mails.ts";
import { uidRanges } from "./uid-ranges.ts";
import { byConnection } from "./watched-folders.ts";

test("UIDs that follow each other are one range", () => {
  expect(uidRanges([1, 2, 3, 5, 8, 9])).toBe("1:3,5,8:9");
  expect(uidRanges([7])).toBe("7");
});

test("large mails are fetched apart, and all stay in their order", () => {
  const listed = [10, 20, 900, 30].map((size, at) => ({ uid: at + 1, size, arrivedAt: new Date(0) }));
  const found = stretches(listed, 100).map(({ mails, isLarge }) => ({
    uids: mails.map(({ uid }) => uid),
    isLarge,
  }));
  expect(found).toEqual([
    { uids: [1, 2], isLarge: false },
    { uids: [3], isLarge: true },
    { uids: [4], isLarge: false },
  ]);
});

test("fifty folders take four connections, the first three of them alone", () => {
  const folders = Array.from({ length: 50 }, (_, at) => ({ path: `${at}`, isSent: false }));
  expect(byConnection(folders).map((some) => some.length)).toEqual([1, 1, 1, 47]);
  expect(byConnection(folders.slice(0, 4))).toHaveLength(4);
  expect(byConnection(folders).flat()).toEqual(folders);
});

test("many mails that fit one by one are not all fetched at once", () => {
  const megabyte = 1024 * 1024;
  const listed = [3, 4, 2, 8, 9, 9, 1].map((size, at) => ({
    uid: at + 1,
    size: size * megabyte,
    arrivedAt: new Date(0),
  }));
  const found = stretches(listed, 8.5 * megabyte).map(({ mails }) => mails.map(({ uid }) => uid));
  expect(found).toEqual([[1, 2], [3], [4], [5, 6], [7]]);
});
