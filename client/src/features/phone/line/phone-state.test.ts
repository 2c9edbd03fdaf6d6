import { describe, expect, test } from "vitest";
import { type Conditions, lineOf } from "./phone-state.ts";

const well: Conditions = {
  isSecure: true,
  isSoundOn: true,
  microphone: "live",
  voices: "open",
  isConnected: true,
};

describe("whether calls may come to this browser", () => {
  test("they may when the microphone is live, sound was unlocked, and hub and carriers are there", () => {
    expect(lineOf(well)).toBe("ready");
  });

  test.each([
    ["insecure", { isSecure: false }],
    ["refused", { microphone: "refused" }],
    ["noMicrophone", { microphone: "none" }],
    ["silenced", { microphone: "silenced" }],
    ["asleep", { isSoundOn: false }],
    ["offline", { isConnected: false }],
    ["noCarrier", { voices: "failed" }],
    ["starting", { microphone: "starting" }],
    ["starting", { voices: "starting" }],
  ] as const)("they may not when it is %s", (line, lacking) => {
    expect(lineOf({ ...well, ...lacking })).toBe(line);
  });

  test("what a person has to mend is said before what mends itself", () => {
    const broken = { ...well, microphone: "refused", isConnected: false, voices: "failed" } as const;
    expect(lineOf(broken)).toBe("refused");
    expect(lineOf({ ...broken, isSecure: false })).toBe("insecure");
  });
});
