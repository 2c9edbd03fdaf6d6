import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { recordingSegments } from "../../db/schema/calls.ts";
import { bytesOf } from "../../recordings/audio-bytes.ts";
import { samplesOf } from "../../recordings/test-sound.ts";
import { hearEnds } from "../../server/calls/lost/hear-ends.ts";
import { requeueCall } from "../../server/calls/queue/requeue-call.ts";
import { fetchRecording } from "../../server/calls/recordings/fetch-recording.ts";
import { hearRecordings } from "../../server/calls/recordings/hear-recordings.ts";
import { keepRecording } from "../../server/calls/recordings/keep-recording.ts";
import { pauseRecording } from "../../server/calls/recordings/pause-recording.ts";
import { getRecording } from "../../server/calls/recordings/queries.ts";
import { accept, closeLines, type Line, makeLine, menuFlow, readCall } from "../../test/calls.ts";
import { accessOf, makePerson, testHub } from "../../test/factories.ts";
import { sampleRate } from "./sandbox/sound/sound.ts";
import { heard } from "./sandbox/sound/test-goertzel.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import type { Settings } from "./settings.ts";
import { startTestLine, type TestLine } from "./test-hub.ts";
import { identityOf } from "./voice/identity.ts";

/** What Twilio records, as it comes to lie on the client card. */
const hub = await testHub();
afterAll(() => closeLines(hub));

let line: Line;
let twilio: TestLine;
let nth = 0;
const [callerHertz, annaHertz, benHertz] = [500, 700, 900];
const hubIsAway = "The webhook answered 500.";
const tones = [callerHertz, annaHertz, benHertz];

async function begin(given: Partial<Settings> = {}, recording: "always" | "onDemand" = "always") {
  line = await makeLine(hub, { flow: menuFlow, recording });
  twilio = await startTestLine(line.door, given);
  line.deps.carriers.voiceOf = () => twilio.voice;
  // The hub's time is the sandbox's.
  line.deps.clock = { now: () => new Date(twilio.clock.now()) };
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { script: "talk", hertz: annaHertz });
  twilio.sandbox.answer(`client:${identityOf(line.ben.id)}`, { script: "talk", hertz: benHertz });
}

beforeEach(() => {
  nth++;
});

afterEach(async () => {
  await twilio.stop();
  expect(twilio.sandbox.errors.filter(({ message }) => message !== hubIsAway)).toEqual([]);
});

async function ring(script: string): Promise<{ id: string }> {
  const from = `+4917655${200 + nth}`;
  const { callSid } = twilio.sandbox.placeCall({ from, to: ourNumber, script, hertz: callerHertz });
  await twilio.pass(8);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  return { id: rows[0]?.id ?? "" };
}

async function pause(call: { id: string }, isPaused: boolean) {
  const access = await accessOf(hub, line.anna);
  await pauseRecording(line.deps, { access, callId: call.id, isPaused });
}

/** Runs what Twilio's callbacks have left to be done. */
async function fetchAll() {
  for (const { payload } of await hub.jobs("fetchRecording")) {
    if (payload.channelId === line.channelId) await fetchRecording(line.deps, payload);
  }
}

/** What there is when nothing more can come. */
async function keptOf(call: { id: string }) {
  await fetchAll();
  await twilio.pass(100);
  await finish(call);
  return (await readCall(line, call)).recordings;
}

/** Has Twilio say all that it recorded, fetches what is new of it, and keeps that. */
async function finish({ id: callId }: { id: string }) {
  await hearRecordings(line.deps, { callId });
  await fetchAll();
  await keepRecording(line.deps, { callId, isTold: true });
}

async function listen({ id }: { id: string }) {
  const { key } = await getRecording(
    line.deps,
    await accessOf(hub, await makePerson(hub, { role: "admin" })),
    id,
  );
  const { rate, channels } = await samplesOf(await bytesOf(line.deps.recordings, key ?? ""));
  expect(rate).toBe(sampleRate);
  return channels.map((samples) => (from: number, to: number) => {
    const span = samples.subarray(from * rate, to * rate);
    return span.every((sample) => sample === 0) ? "silence" : heard(tones, samples, from, to);
  });
}

const segmentsOf = ({ id }: { id: string }) =>
  line.deps.db.select().from(recordingSegments).where(eq(recordingSegments.callId, id));

const atTwilio = () => twilio.client.recordings.list();

test("a call is kept with the agent on the left and the caller on the right, and silent where it was paused", async () => {
  await begin({ deletesRecordings: true });
  twilio.sandbox.misbehave({ callbacksTwice: true });
  const call = await ring("press 1, talk 60 s, hang up");
  expect(await atTwilio()).toEqual([]);
  await accept(line, call, line.anna);
  await twilio.pass(10);
  await pause(call, true);
  await pause(call, true);
  await twilio.pass(5);
  await pause(call, false);
  await twilio.pass(80);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(await atTwilio()).toMatchObject([{ channels: 2, status: "completed" }]);

  const [recording, ...more] = await keptOf(call);
  expect(more).toEqual([]);
  const { answeredAt, endedAt } = await readCall(line, call);
  const lengthMs = Date.parse(endedAt ?? "") - Date.parse(answeredAt ?? "");
  expect(recording).toMatchObject({
    kind: "call",
    contentType: "audio/wav",
    channels: ["agent", "caller"],
    lengthMs: expect.closeTo(lengthMs, -2),
  });
  const [agent, caller] = await listen(recording!);
  expect([agent!(3, 8), caller!(3, 8)]).toEqual([[annaHertz], [callerHertz]]);
  expect([agent!(11, 14), caller!(11, 14)]).toEqual(["silence", "silence"]);
  expect([agent!(17, 30), caller!(17, 30)]).toEqual([[annaHertz], [callerHertz]]);
  expect(await atTwilio()).toEqual([]);
});

test("what was recorded before and after the queue is one file on the call's clock, and stays at Twilio", async () => {
  await begin();
  const call = await ring("press 1, talk 70 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(10);
  const access = await accessOf(hub, line.anna);
  await requeueCall(line.deps, { access, callId: call.id, queueId: line.queueId });
  await twilio.pass(10);
  // What comes while the call goes on waits for its end.
  await fetchAll();
  await accept(line, call, line.ben);
  await twilio.pass(80);
  const [recording, ...more] = await keptOf(call);
  expect(more).toEqual([]);
  const [agent, caller] = await listen(recording!);
  expect([agent!(3, 8), caller!(3, 8)]).toEqual([[annaHertz], [callerHertz]]);
  expect([agent!(13, 18), caller!(13, 18)]).toEqual(["silence", "silence"]);
  expect([agent!(24, 30), caller!(24, 30)]).toEqual([[benHertz], [callerHertz]]);
  expect(await atTwilio()).toHaveLength(2);
});

test("what Twilio told of while the hub was away is in the same file, and what it says again makes no other", async () => {
  await begin();
  const call = await ring("press 1, talk 40 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(10);
  const access = await accessOf(hub, line.anna);
  await requeueCall(line.deps, { access, callId: call.id, queueId: line.queueId });
  await twilio.pass(5);
  await accept(line, call, line.ben);
  await twilio.pass(5);
  twilio.setAway(true);
  await twilio.pass(40);
  twilio.setAway(false);
  await hearEnds(line.deps, new AbortController().signal);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  await fetchAll();
  await keepRecording(line.deps, { callId: call.id });
  const [early] = (await readCall(line, call)).recordings;
  await twilio.pass(100);
  await keepRecording(line.deps, { callId: call.id });
  expect(await segmentsOf(call)).toMatchObject([{ keptAt: null }]);
  expect((await hub.jobs("hearRecordings")).map(({ payload }) => payload.callId)).toContain(call.id);
  await finish(call);
  const [recording, ...more] = (await readCall(line, call)).recordings;
  expect([recording?.id, more]).toEqual([early?.id, []]);
  const [agent] = await listen(recording!);
  expect([agent!(3, 8), agent!(17, 19)]).toEqual([[annaHertz], [benHertz]]);
  expect(await segmentsOf(call)).toMatchObject([{ keptAt: expect.any(Date) }, { keptAt: expect.any(Date) }]);
  await finish(call);
  expect((await readCall(line, call)).recordings).toHaveLength(1);
});

test("a call is not done with while Twilio still makes a recording of it", async () => {
  await begin();
  const call = await ring("press 1, talk 20 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(10);
  await expect(hearRecordings(line.deps, { callId: call.id })).rejects.toThrow("still being made");
});

test("on demand nothing is recorded before somebody asks for it", async () => {
  await begin({}, "onDemand");
  const call = await ring("press 1, talk 60 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(10);
  expect(await atTwilio()).toEqual([]);
  await pause(call, false);
  await twilio.pass(80);
  const [recording] = await keptOf(call);
  const [agent, caller] = await listen(recording!);
  expect([agent!(2, 8), caller!(2, 8)]).toEqual(["silence", "silence"]);
  expect([agent!(12, 20), caller!(12, 20)]).toEqual([[annaHertz], [callerHertz]]);
});

test("a pause that Twilio does not make is none", async () => {
  await begin();
  const call = await ring("press 1, talk 60 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(10);
  const { voice } = twilio;
  line.deps.carriers.voiceOf = () => ({
    ...voice,
    record: () => Promise.reject(new Error("Twilio is away.")),
  });
  await expect(pause(call, true)).rejects.toMatchObject({ code: "conflict" });
  expect(await readCall(line, call)).toMatchObject({ isPaused: false });
});

test("a message is a file of its own, of its caller alone", async () => {
  await begin({ deletesRecordings: true });
  const call = await ring("press 2, wait 3 s, talk 6 s, hang up");
  await twilio.pass(40);
  const [recording, ...more] = await keptOf(call);
  expect(more).toEqual([]);
  expect(recording).toMatchObject({ kind: "voicemail", channels: ["caller"], contentType: "audio/wav" });
  expect(recording!.lengthMs).toBeGreaterThan(4_000);
  const [caller] = await listen(recording!);
  expect(caller!(2, 4)).toEqual([callerHertz]);
  expect(await atTwilio()).toEqual([]);
});
