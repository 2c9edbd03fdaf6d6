import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import type { Pool } from "../../../db/connect.ts";
import { calls, recordingSegments, recordings } from "../../../db/schema/calls.ts";
import { interactions } from "../../../db/schema/conversations.ts";
import { accessOf, makePerson, makeQueue, testHub } from "../../../test/factories.ts";
import { joinCall, makeCall, piecesOf, record } from "../../../test/recorded-call.ts";
import { transact } from "../../lib/transact.ts";
import { changeCall } from "../change-call.ts";
import { addPiece } from "./add-piece.ts";
import { keepRecording } from "./keep-recording.ts";
import { keepRecordingLater } from "./keep-recording-later.ts";
import { pauseRecording } from "./pause-recording.ts";
import { presentWaveform } from "./present.ts";
import { getDrawn, recordingsOf } from "./queries.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

const start = new Date("2026-03-02T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

type Call = Awaited<ReturnType<typeof makeCall>>;

/** A call of ten seconds that has just ended, and what was recorded of it. */
async function makeEnded(values: Parameters<typeof makeCall>[1] = {}, count?: number) {
  hub.setClock(start);
  const call = await makeCall(hub, values);
  hub.setClock(after(2));
  const segmentId = await record(deps, call, { count });
  await end(call, 10);
  hub.setClock(after(13));
  return { ...call, segmentId };
}

const end = ({ callId }: Call, seconds: number) =>
  deps.db
    .update(calls)
    .set({ stage: "ended", endedAt: after(seconds) })
    .where(eq(calls.id, callId));

const kept = async ({ callId }: Pick<Call, "callId">) =>
  deps.db.select().from(recordings).where(eq(recordings.callId, callId));
const segmentsOf = async ({ callId }: Pick<Call, "callId">) =>
  deps.db.select().from(recordingSegments).where(eq(recordingSegments.callId, callId));
const has = (key: string | null) =>
  deps.recordings.size(key ?? "").then(
    () => true,
    () => false,
  );

test("at a call's end its pieces become one recording, as long as the call, with a waveform", async () => {
  const queue = await makeQueue(hub, { recordingDays: 30 });
  const call = await makeEnded({ queueId: queue.id });
  const [before] = await deps.db.select().from(interactions).where(eq(interactions.id, call.callId));
  const seq = (await hub.events()).at(-1)?.seq;
  await keepRecording(deps, call);
  const [recording] = (await recordingsOf(deps, [call.callId])).get(call.callId)!;
  expect(recording).toEqual({
    id: expect.any(String),
    kind: "call",
    contentType: "audio/webm",
    lengthMs: expect.closeTo(10_000, -3),
    size: expect.any(Number),
    channels: ["agent", "caller"],
    offRecord: [],
    url: `/api/v1/recordings/${recording!.id}/audio`,
    deleteAt: new Date(after(10).getTime() + 30 * 86_400_000).toISOString(),
    isHeld: false,
    deletedAt: null,
  });
  const [agent, caller] = presentWaveform(await getDrawn(deps, call.access, recording!.id)).peaks;
  expect(agent!.length).toBeCloseTo(200, -1);
  for (const lane of [agent!, caller!]) {
    // The sound stands from second 2 to 4.5.
    expect(Math.max(...lane.slice(0, 36))).toBeLessThan(5);
    expect(Math.min(...lane.slice(45, 85))).toBeGreaterThan(50);
    expect(Math.max(...lane.slice(100))).toBeLessThan(5);
  }
  expect(await hub.events(seq)).toMatchObject([
    {
      type: "call.recordingChanged",
      conversationId: call.conversationId,
      data: { callId: call.callId, what: "kept" },
    },
  ]);
  const [shown] = await deps.db.select().from(interactions).where(eq(interactions.id, call.callId));
  expect(shown!.version).toBe(before!.version + 1);
});

test("the pieces go only when none can come any more, and running again changes nothing", async () => {
  const call = await makeEnded();
  await keepRecording(deps, call);
  const [first] = await kept(call);
  const [segment] = await segmentsOf(call);
  expect(await deps.recordings.pieces(segment!.segment)).not.toEqual([]);
  const [next] = (await hub.jobs("keepRecording")).filter(({ payload }) => payload.callId === call.callId);
  expect(next!.runAt).toEqual(after(80));
  hub.setClock(after(80));
  await keepRecording(deps, next!.payload);
  expect(await segmentsOf(call)).toEqual([]);
  expect(await deps.recordings.pieces(segment!.segment)).toEqual([]);
  await keepRecording(deps, next!.payload);
  expect(await kept(call)).toEqual([first]);
  expect(await has(first!.key)).toBe(true);
});

test("pieces that come late make the same recording more complete", async () => {
  const call = await makeEnded({}, 3);
  await keepRecording(deps, call);
  const [partly] = await kept(call);
  for (const [number, bytes] of (await piecesOf("first.webm")).entries()) {
    await addPiece(deps, { access: call.access, segmentId: call.segmentId, number, read: async () => bytes });
  }
  hub.setClock(after(80));
  const [next] = (await hub.jobs("keepRecording")).filter(({ payload }) => payload.callId === call.callId);
  await keepRecording(deps, next!.payload);
  const [whole, ...more] = await kept(call);
  expect(more).toEqual([]);
  expect(whole!.id).toBe(partly!.id);
  expect(whole!.sha256).not.toBe(partly!.sha256);
  expect([await has(partly!.key), await has(whole!.key)]).toEqual([false, true]);
});

test("a run that was overtaken by one that knew more puts nothing in its place", async () => {
  const call = await makeEnded({}, 3);
  const [isWriting, mayWrite] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slowly: typeof deps.recordings = {
    ...deps.recordings,
    async write(audio) {
      isWriting.resolve();
      await mayWrite.promise;
      return deps.recordings.write(audio);
    },
  };
  const slow = keepRecording({ ...deps, recordings: slowly }, call);
  await isWriting.promise;
  for (const [number, bytes] of (await piecesOf("first.webm")).entries()) {
    await addPiece(deps, { access: call.access, segmentId: call.segmentId, number, read: async () => bytes });
  }
  hub.setClock(after(80));
  await keepRecording(deps, call);
  const whole = await kept(call);
  mayWrite.resolve();
  await expect(slow).rejects.toThrow("made anew meanwhile");
  expect(await kept(call)).toEqual(whole);
  expect(await has(whole[0]!.key)).toBe(true);
});

test("cut off before its rows are written, nothing is lost, and the next run makes the recording", async () => {
  const call = await makeEnded();
  hub.setClock(after(80));
  const cut = { connect: () => Promise.reject(new Error("The database is gone.")) } as unknown as Pool;
  await expect(keepRecording({ ...deps, pool: cut }, call)).rejects.toThrow("The database is gone.");
  expect(await kept(call)).toEqual([]);
  expect(await segmentsOf(call)).toHaveLength(1);
  await keepRecording(deps, call);
  const [recording] = await kept(call);
  expect(await has(recording!.key)).toBe(true);
});

test("what was recorded before and after a pause or a transfer, in WebM and MP4, stands on one clock", async () => {
  hub.setClock(start);
  const call = await makeCall(hub);
  await record(deps, call);
  hub.setClock(after(6));
  await record(deps, call, { name: "first.mp4" });
  await end(call, 10);
  hub.setClock(after(80));
  await keepRecording(deps, call);
  const [recording, ...more] = await kept(call);
  expect(more).toEqual([]);
  expect(recording!.silences).toHaveLength(2);
});

test("in a pause nothing is kept, also of whoever had not heard of it and went on recording", async () => {
  hub.setClock(start);
  const call = await makeCall(hub);
  const ben = await accessOf(hub, await makePerson(hub));
  await joinCall(hub, call.callId, ben);
  await record(deps, { ...call, access: ben }, { name: "second.webm" });
  for (const [seconds, isPaused] of [
    [0.9, true],
    [1.8, false],
  ] as const) {
    hub.setClock(after(seconds));
    await pauseRecording(deps, { ...call, isPaused });
  }
  await end(call, 3);
  hub.setClock(after(80));
  await keepRecording(deps, call);
  const [recording] = await kept(call);
  expect(recording!.lengthMs).toBeCloseTo(3_000, -2);
  for (const lane of presentWaveform(await getDrawn(deps, call.access, recording!.id)).peaks) {
    expect(Math.min(...lane.slice(1, 15))).toBeGreaterThan(50);
    expect(Math.max(...lane.slice(18, 36))).toBeLessThan(5);
    expect(Math.min(...lane.slice(39, 48))).toBeGreaterThan(50);
  }
});

test("a recording says on its own clock where it was paused, on hold, or with nobody between two people", async () => {
  hub.setClock(start);
  const call = await makeCall(hub);
  hub.setClock(after(2));
  await record(deps, call);
  const changes: [seconds: number, Partial<typeof calls.$inferInsert>][] = [
    [3, { isPaused: true }],
    [4, { isPaused: false }],
    [5, { isHeld: true }],
    [6, { isHeld: false, stage: "queued" }],
    [8, { stage: "active" }],
    [9.5, { isHeld: true }],
    [10, { stage: "ended", endedAt: after(10) }],
  ];
  for (const [seconds, change] of changes) {
    hub.setClock(after(seconds));
    await changeCall(deps, { id: call.callId }, async (_, held) => void Object.assign(held.call, change));
  }
  hub.setClock(after(80));
  await keepRecording(deps, call);
  const [recording] = (await recordingsOf(deps, [call.callId])).get(call.callId)!;
  expect(recording!.offRecord).toEqual([
    { fromMs: 3_000, toMs: 4_000, reason: "paused" },
    { fromMs: 5_000, toMs: 6_000, reason: "onHold" },
    { fromMs: 6_000, toMs: 8_000, reason: "off" },
    { fromMs: 9_500, toMs: 10_000, reason: "onHold" },
  ]);
});

test("a call that goes on, or of which nothing was recorded, gives none", async () => {
  const going = await makeCall(hub);
  await record(deps, going);
  await keepRecording(deps, going);
  expect(await kept(going)).toEqual([]);
  const silent = await makeEnded({}, 0);
  hub.setClock(after(80));
  await keepRecording(deps, silent);
  expect([await kept(silent), await segmentsOf(silent)]).toEqual([[], []]);
});

test("whoever ends a call adds one job, however often", async () => {
  const call = await makeCall(hub);
  for (const seconds of [1, 2]) {
    await transact(deps, (tx) => keepRecordingLater(tx, { callId: call.callId, now: after(seconds) }));
  }
  const jobs = (await hub.jobs("keepRecording")).filter(({ payload }) => payload.callId === call.callId);
  expect(jobs).toEqual([{ payload: { callId: call.callId }, runAt: after(5) }]);
  // One after another.
  const { rows } = await deps.pool.query(
    "select count(distinct queue_name)::int as queues from graphile_worker.jobs where task_identifier = 'keepRecording' and key like $1",
    [`%${call.callId}`],
  );
  expect(rows).toEqual([{ queues: 1 }]);
});
