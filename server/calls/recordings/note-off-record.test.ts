import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { calls } from "../../../db/schema/calls.ts";
import { testHub } from "../../../test/factories.ts";
import { makeCall } from "../../../test/recorded-call.ts";
import { changeCall } from "../change-call.ts";
import type { HeldCall } from "../hold-call.ts";

const hub = await testHub();
afterAll(hub.close);
afterEach(() => hub.setClock());

const start = new Date("2026-03-02T10:00:00Z");

/** Changes a call of which all is recorded, second after second, and gives what is to be kept of it in the end. */
async function walk(values: Parameters<typeof makeCall>[1], changes: Partial<HeldCall["call"]>[]) {
  hub.setClock(start);
  const { callId } = await makeCall(hub, values);
  for (const [nth, change] of changes.entries()) {
    hub.setClock(new Date(start.getTime() + (nth + 1) * 1_000));
    await changeCall(hub.deps, { id: callId }, async (_, { call }) => void Object.assign(call, change));
  }
  const [row] = await hub.deps.db
    .select({ offRecord: calls.offRecord })
    .from(calls)
    .where(eq(calls.id, callId));
  return row?.offRecord;
}

test("a pause, a hold and a time in the queue are off the record", async () => {
  expect(await walk({}, [{ isPaused: true }, { isPaused: false }])).toEqual([[1_000, 2_000, "paused"]]);
  const changes = [{ isHeld: true }, { isHeld: false }, { stage: "queued" }, { stage: "active" }] as const;
  expect(await walk({}, [...changes])).toEqual([
    [1_000, 2_000, "onHold"],
    [3_000, 4_000, "off"],
  ]);
});

test("what overlaps leaves nothing of it to be kept, and a pause goes before a hold", async () => {
  const changes = [{ isHeld: true }, { isPaused: true }, { isHeld: false }, { isPaused: false }];
  expect(await walk({}, changes)).toEqual([
    [1_000, 2_000, "onHold"],
    [2_000, 4_000, "paused"],
  ]);
});

test("a hold is over with the call", async () => {
  expect(await walk({}, [{ isHeld: true }, { stage: "ended", endedAt: start }])).toEqual([
    [1_000, 2_000, "onHold"],
    [2_000, null, "off"],
  ]);
});

test("on demand it begins off the record; a caller who refuses is off it to the end", async () => {
  const onDemand = { recordingRule: "onDemand", isPaused: true } as const;
  expect(await walk(onDemand, [{ isPaused: false }])).toEqual([[0, 1_000, "paused"]]);
  const refusal = [
    { isRecordingRefused: true },
    { isHeld: true },
    { stage: "ended", endedAt: start },
  ] as const;
  expect(await walk({}, [...refusal])).toEqual([[1_000, null, "off"]]);
});

test("an answer begins nothing but the record", async () => {
  const waiting = { stage: "queued" } as const;
  expect(await walk(waiting, [{ stage: "active", answeredAt: new Date(start.getTime() + 1_000) }])).toEqual(
    [],
  );
});
