import { expect, test } from "vitest";
import { chooseWaits, type ToldWaits } from "./choose-waits.ts";

const nobody: ToldWaits = new Map();
const waits = (...all: [string, number, number | null][]) =>
  new Map(all.map(([id, position, expectedMs]) => [id, { position, expectedMs }]));

test("whoever begins to wait is told the place in line, and the time in whole minutes", () => {
  const { news } = chooseWaits(nobody, waits(["ann", 1, 200_000], ["bob", 2, null]), 0);
  expect([...news]).toEqual([
    ["ann", { position: 1, expectedSeconds: 240 }],
    ["bob", { position: 2, expectedSeconds: null }],
  ]);
});

test("only whose numbers changed is told again, and after some seconds everybody", () => {
  const first = chooseWaits(nobody, waits(["ann", 1, 90_000], ["bob", 2, 90_000]), 0);
  const second = chooseWaits(first.told, waits(["ann", 1, 80_000], ["bob", 3, 90_000]), 1_000);
  expect([...second.news.keys()]).toEqual(["bob"]);
  const third = chooseWaits(second.told, waits(["ann", 1, 80_000], ["bob", 3, 90_000]), 8_000);
  expect([...third.news.keys()]).toEqual(["ann"]);
  const fourth = chooseWaits(third.told, waits(["ann", 1, 80_000], ["bob", 3, 90_000]), 9_000);
  expect([...fourth.news.keys()]).toEqual(["bob"]);
});

test("whoever waits no more is told so, once", () => {
  const first = chooseWaits(nobody, waits(["ann", 1, null]), 0);
  const second = chooseWaits(first.told, waits(), 1_000);
  expect([...second.news]).toEqual([["ann", null]]);
  expect(chooseWaits(second.told, waits(), 2_000).news.size).toBe(0);
});
