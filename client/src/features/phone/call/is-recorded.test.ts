import { expect, test } from "vitest";
import { testCall } from "../test-call.ts";
import { isRecorded } from "./is-recorded.ts";

test("what is said is recorded from the answer to the end, where the queue says so and nobody paused it", () => {
  const call = testCall({ recordingRule: "always" });
  expect(isRecorded(call)).toBe(true);
  expect(isRecorded({ ...call, answeredAt: null })).toBe(false);
  expect(isRecorded({ ...call, isPaused: true })).toBe(false);
  expect(isRecorded({ ...call, recordingRule: "never" })).toBe(false);
  expect(isRecorded({ ...call, isRecordingRefused: true })).toBe(false);
  expect(isRecorded({ ...call, endedAt: "2026-03-02T09:05:00.000Z" })).toBe(false);
});
