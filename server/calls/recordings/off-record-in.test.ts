import { expect, test } from "vitest";
import { offRecordIn } from "./off-record-in.ts";

const call = { kind: "call", lengthMs: 10_000 } as const;

test("a span that goes on ends with the file, and none is beyond it", () => {
  expect(offRecordIn({ ...call, offRecord: [[8_000, null, "onHold"]] })).toEqual([
    { fromMs: 8_000, toMs: 10_000, reason: "onHold" },
  ]);
  const beyond = offRecordIn({
    ...call,
    offRecord: [
      [9_980, null, "off"],
      [11_000, 12_000, "paused"],
    ],
  });
  expect(beyond).toEqual([]);
});

test("what nobody had asked to record yet is not said to be paused", () => {
  const offRecord = offRecordIn({
    ...call,
    offRecord: [
      [0, 3_000, "paused"],
      [5_000, 6_000, "paused"],
    ],
  });
  expect(offRecord.map(({ reason }) => reason)).toEqual(["off", "paused"]);
});

test("a voicemail, on a clock of its own, has none of the call's", () => {
  expect(offRecordIn({ kind: "voicemail", lengthMs: 10_000, offRecord: [[1_000, 2_000, "paused"]] })).toEqual(
    [],
  );
});
