import { expect, test } from "vitest";
import { renewAfter } from "./renew-after.ts";

const now = Date.parse("2026-03-02T09:00:00.000Z");
const passFor = (seconds: number) => ({
  connector: "phone",
  account: null,
  data: {},
  expiresAt: new Date(now + seconds * 1_000).toISOString(),
});

test("passes are asked for anew a minute and a half before the first of them is over", () => {
  expect(renewAfter([passFor(3_600), passFor(900)], now)).toBe(810_000);
});

test("where that is over, or was over before it came, they are asked for again and again, but not at once", () => {
  for (const seconds of [95, 30, -3_600]) expect(renewAfter([passFor(seconds)], now)).toBe(10_000);
});

test("where nothing carries calls there is nothing to ask for", () => {
  expect(renewAfter([], now)).toBe(false);
});
