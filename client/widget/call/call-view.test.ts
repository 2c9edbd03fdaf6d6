import { expect, test } from "vitest";
import { isUnserved, viewCall } from "./call-view.ts";
import type { Legs } from "./legs.ts";

const waiting = {
  stage: "taken" as const,
  step: { at: "waiting" as const, text: "Press 1 to be called back.", keys: "1" },
  isHeld: false,
  isMuted: false,
  talkingSince: undefined,
  legs: undefined,
  over: undefined,
  isCalledBack: false,
};
const legs = (is: "talking" | "lost") =>
  ({ isTalking: () => is === "talking", isLost: () => is === "lost" }) as Legs;
const shown = (some: Partial<Parameters<typeof viewCall>[0]>) => {
  const { says, text, keys } = viewCall({ ...waiting, ...some });
  return [says, text, keys];
};

test("what was read out, and its keys, are shown as long as the caller is at that", () => {
  const read = ["waiting", "Press 1 to be called back.", "1"];
  expect(shown({})).toEqual(read);
  expect(shown({ legs: legs("talking") })).toEqual(["talking", "", ""]);
  expect(shown({ legs: legs("talking"), isHeld: true })).toEqual(["held", "", ""]);
  expect(shown({ legs: legs("lost") })).toEqual(["lost", "", ""]);
  expect(shown({ over: "ended" })).toEqual(["ended", "", ""]);
  expect(shown({ talkingSince: 1 })).toEqual(read);
});

test("somebody is to call back whose call ends before anybody had time, not who has talked or did not get through", () => {
  const at = (step: "recording" | "connecting" | "ended" | "failed") => ({
    step: { ...waiting.step, at: step },
  });
  const unserved = (some: Partial<typeof waiting> | object) => isUnserved({ ...waiting, ...some });
  expect([{}, at("recording"), at("ended")].map(unserved)).toEqual([true, true, true]);
  expect([at("connecting"), at("failed"), { stage: "calling" }].map(unserved)).toEqual([false, false, false]);
  expect(unserved({ legs: legs("talking") })).toBe(false);
  expect(unserved({ legs: legs("talking"), isHeld: true })).toBe(false);
  expect(unserved({ legs: legs("lost") })).toBe(false);
});
