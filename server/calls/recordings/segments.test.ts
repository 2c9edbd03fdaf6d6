import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { callLegs, calls, recordingSegments } from "../../../db/schema/calls.ts";
import { accessOf, makePerson, testHub } from "../../../test/factories.ts";
import { joinCall, makeCall, piecesOf, record } from "../../../test/recorded-call.ts";
import { addPiece } from "./add-piece.ts";
import { beginSegment } from "./begin-segment.ts";
import { endSegment } from "./end-segment.ts";
import { pauseRecording } from "./pause-recording.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

const start = new Date("2026-03-02T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

const begin = (call: Awaited<ReturnType<typeof makeCall>>, agoMs = 0) =>
  beginSegment(deps, { callId: call.callId, access: call.access, channelCount: 2, agoMs });

async function segment(id: string) {
  const [row] = await deps.db.select().from(recordingSegments).where(eq(recordingSegments.id, id));
  return row!;
}

test("a segment stands on the clock of its call, from when its recorder began", async () => {
  hub.setClock(start);
  const call = await makeCall(hub);
  hub.setClock(after(90));
  expect(await segment((await begin(call)).id)).toMatchObject({ startsAtMs: 90_000, kind: "call" });
  expect(await segment((await begin(call, 5_000)).id)).toMatchObject({ startsAtMs: 85_000 });
  // Longer ago than they are there: from then on.
  expect(await segment((await begin(call, 89_999)).id)).toMatchObject({ startsAtMs: 1 });
});

test("pieces may come twice, late and out of order: the first of a number stays", async () => {
  const call = await makeCall(hub);
  const { id } = await begin(call);
  const put = (number: number, text: string) =>
    addPiece(deps, { access: call.access, segmentId: id, number, read: async () => Buffer.from(text) });
  await put(2, "third");
  await put(0, "first");
  await put(0, "again");
  await endSegment(deps, { access: call.access, segmentId: id });
  await put(1, "late");
  const { segment: name, endedAt } = await segment(id);
  expect(await deps.recordings.pieces(name)).toEqual([
    { number: 0, size: 5 },
    { number: 1, size: 4 },
    { number: 2, size: 5 },
  ]);
  expect((await (await deps.recordings.readPiece({ segment: name, number: 0 })).toArray()).join("")).toBe(
    "first",
  );
  await endSegment(deps, { access: call.access, segmentId: id });
  expect((await segment(id)).endedAt).toEqual(endedAt);
});

test("pieces come until a minute after the call, and then no more", async () => {
  hub.setClock(start);
  const call = await makeCall(hub);
  const { id } = await begin(call);
  await deps.db
    .update(calls)
    .set({ stage: "ended", endedAt: after(10) })
    .where(eq(calls.id, call.callId));
  const put = (number: number) =>
    addPiece(deps, { access: call.access, segmentId: id, number, read: async () => Buffer.from("x") });
  hub.setClock(after(70));
  await put(0);
  hub.setClock(after(71));
  await expect(put(1)).rejects.toMatchObject({ code: "conflict" });
  await expect(begin(call)).rejects.toMatchObject({ code: "conflict" });
});

test("a recorder that could not reach the hub before the call ended is still taken", async () => {
  hub.setClock(start);
  const call = await makeCall(hub);
  await deps.db
    .update(calls)
    .set({ stage: "ended", endedAt: after(20) })
    .where(eq(calls.id, call.callId));
  await deps.db
    .update(callLegs)
    .set({ state: "ended", endedAt: after(20) })
    .where(eq(callLegs.id, call.legId));
  hub.setClock(after(30));
  expect(await segment((await begin(call, 25_000)).id)).toMatchObject({ startsAtMs: 5_000 });
  await expect(begin(call, 5_000)).rejects.toMatchObject({ code: "not_found" });
});

test("what is not to be recorded, or is paused, is refused", async () => {
  await expect(begin(await makeCall(hub, { recordingRule: "never" }))).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(begin(await makeCall(hub, { isPaused: true }))).rejects.toMatchObject({ code: "conflict" });
});

test("only who talks in a call begins a segment or pauses it, and only its own person adds to one", async () => {
  const call = await makeCall(hub);
  const { id } = await begin(call);
  const [admin, listener, left, dialled] = await Promise.all(
    (["admin", "supervisor", "agent", "agent"] as const).map(async (role) =>
      accessOf(hub, await makePerson(hub, { role })),
    ),
  );
  await joinCall(hub, call.callId, listener!, { role: "listen" });
  await joinCall(hub, call.callId, left!, { state: "ended", endedAt: new Date(0) });
  await joinCall(hub, call.callId, dialled!, { state: "ringing", connectedAt: null });
  for (const access of [admin!, listener!, left!, dialled!]) {
    const input = { access, callId: call.callId };
    await expect(beginSegment(deps, { ...input, channelCount: 2, agoMs: 0 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(pauseRecording(deps, { ...input, isPaused: true })).rejects.toMatchObject({
      code: "not_found",
    });
    const piece = { access, segmentId: id, number: 0, read: async () => Buffer.from("x") };
    await expect(addPiece(deps, piece)).rejects.toMatchObject({ code: "not_found" });
    await expect(endSegment(deps, { access, segmentId: id })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a pause is told once, refuses recorders, and is over when somebody goes on", async () => {
  const call = await makeCall(hub);
  const running = await record(deps, call, { count: 1 });
  const before = (await hub.events()).at(-1)?.seq;
  const pause = (isPaused: boolean) => pauseRecording(deps, { ...call, isPaused });
  await pause(true);
  await pause(true);
  await expect(begin(call)).rejects.toMatchObject({ code: "conflict" });
  // What was said before the pause may still come.
  const [, second] = await piecesOf("first.webm");
  await addPiece(deps, { access: call.access, segmentId: running, number: 1, read: async () => second! });
  await pause(false);
  await begin(call);
  const told = (await hub.events(before)).filter(({ type }) => type === "call.recordingChanged");
  expect(told.map(({ conversationId, data }) => [conversationId, data])).toEqual(
    ["paused", "recording"].map((what) => [call.conversationId, { callId: call.callId, what }]),
  );
});

test("on demand it is recorded from when somebody asks for it", async () => {
  const call = await makeCall(hub, { recordingRule: "onDemand", isPaused: true });
  await expect(begin(call)).rejects.toMatchObject({ code: "conflict" });
  await pauseRecording(deps, { ...call, isPaused: false });
  await expect(begin(call)).resolves.toHaveProperty("id");
});

test("nothing is paused in a call that is over or not recorded", async () => {
  const over = await makeCall(hub, { endedAt: new Date() });
  await expect(pauseRecording(deps, { ...over, isPaused: true })).rejects.toMatchObject({ code: "conflict" });
  const never = await makeCall(hub, { recordingRule: "never" });
  await expect(pauseRecording(deps, { ...never, isPaused: false })).rejects.toMatchObject({
    code: "conflict",
  });
});
