import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPutOffs } from "./put-offs.ts";
import type { Action } from "./state.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const withdraw = (personId: string): Action => ({ type: "withdraw", itemId: "item", personId });

test("what was locked is soon tried again, what failed not so soon, and other steps at once", () => {
  const putOffs = createPutOffs();
  const [locked, failed] = [withdraw("anna"), withdraw("ben")];
  putOffs.add([
    { action: locked, hasFailed: false },
    { action: failed, hasFailed: true },
  ]);
  expect([locked, failed, withdraw("cara")].map(putOffs.has)).toEqual([true, true, false]);
  vi.advanceTimersByTime(putOffs.nextMs());
  expect([locked, failed].map(putOffs.has)).toEqual([false, true]);
  vi.advanceTimersByTime(putOffs.nextMs());
  expect([locked, failed].map(putOffs.has)).toEqual([false, false]);
  expect(putOffs.nextMs()).toBe(Number.POSITIVE_INFINITY);
});
