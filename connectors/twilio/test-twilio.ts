import { afterEach, beforeEach, expect } from "vitest";
import type { LineValues } from "../../test/calls.ts";
import { setLine } from "../../test/set-line.ts";
import { startTestLine, type TestLine } from "./test-hub.ts";

/** Gives a file a hub, and each of its tests a line that a Twilio of its own carries, which finds no fault. */
export async function setTwilio(values?: LineValues) {
  const { hub, line } = await setLine(values);
  const twilio = {} as TestLine;
  beforeEach(async () => {
    Object.assign(twilio, await startTestLine(line.door));
    line.deps.carriers.voiceOf = () => twilio.voice;
  });
  afterEach(async () => {
    await twilio.stop();
    expect(twilio.sandbox.errors).toEqual([]);
  });
  return { hub, line, twilio };
}
