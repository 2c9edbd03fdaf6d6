import { afterAll, afterEach, expect, test } from "vitest";
import {
  accept,
  answer,
  closeLines,
  type Line,
  makeLine,
  menuFlow,
  readCall,
  ring,
  workOf,
} from "../../../test/calls.ts";
import { accessOf, makeQueue, testHub } from "../../../test/factories.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { beginSegment } from "./begin-segment.ts";
import { pauseRecording } from "./pause-recording.ts";

/** What callers are told and asked before they are recorded. */
const hub = await testHub();
afterAll(() => closeLines(hub));
afterEach(() => hub.setClock());

const recording = {
  recording: "always",
  recordingNotice: "You are recorded, unless you press 9",
  asksRecording: true,
} as const;

const isTold = { type: "gather", prompts: [{ text: recording.recordingNotice, language: "en" }] };

async function ringSales(line: Line) {
  const call = await ring(line);
  const steps = await call.tell({ type: "digits", turn: 1, digits: "1" });
  return { call, steps };
}

test("a caller hears it before anybody is asked for them, and is recorded where nothing was pressed", async () => {
  const line = await makeLine(hub, { flow: menuFlow, ...recording });
  const { call, steps } = await ringSales(line);
  expect(steps).toMatchObject([isTold]);
  expect(await workOf(line, call)).toBeUndefined();
  await call.tell({ type: "timedOut", turn: 2 });
  await answer(line, call, line.anna);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingRefused: false });
  const access = await accessOf(hub, line.anna);
  await beginSegment(line.deps, { access, callId: call.id, channelCount: 2, agoMs: 0 });
});

test("of who refuses nothing is recorded, by nobody, and the card says so", async () => {
  const line = await makeLine(hub, { flow: menuFlow, ...recording });
  const asked: string[] = [];
  line.voice.record = async (_call, state) => void asked.push(state);
  const { call } = await ringSales(line);
  await call.tell({ type: "digits", turn: 2, digits: "9" });
  await answer(line, call, line.anna);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingRefused: true });
  expect(asked).toEqual([]);
  const access = await accessOf(hub, line.anna);
  const callId = call.id;
  const isRefused = { code: "conflict", message: "The caller does not want to be recorded." };
  const begun = beginSegment(line.deps, { access, callId, channelCount: 2, agoMs: 0 });
  await expect(begun).rejects.toMatchObject(isRefused);
  const paused = pauseRecording(line.deps, { access, callId, isPaused: true });
  await expect(paused).rejects.toMatchObject(isRefused);
  await line.door.tellRecording(call.externalId, {
    externalId: "RE1",
    kind: "call",
    startedAt: new Date().toISOString(),
    seconds: 9,
  });
  const jobs = await hub.jobs("fetchRecording");
  expect(jobs.filter(({ payload }) => payload.channelId === line.channelId)).toEqual([]);
});

test("a carrier that records begins with the answer, and stops when the caller waits again", async () => {
  const line = await makeLine(hub, { flow: menuFlow, recording: "always" });
  const asked: string[] = [];
  line.voice.record = async (_call, state) => void asked.push(state);
  const { call } = await ringSales(line);
  await accept(line, call, line.anna);
  expect(asked).toEqual([]);
  const [leg] = (await readCall(line, call)).legs;
  await line.door.tellLeg(leg!.id, { state: "connected" });
  const access = await accessOf(hub, line.anna);
  await pauseRecording(line.deps, { access, callId: call.id, isPaused: true });
  await pauseRecording(line.deps, { access, callId: call.id, isPaused: false });
  await requeueCall(line.deps, { access, callId: call.id, queueId: line.queueId });
  expect(asked).toEqual(["on", "paused", "on", "off"]);
});

test("what was recorded before the caller was asked is kept, whenever its carrier tells of it", async () => {
  const line = await makeLine(hub, { recording: "always" });
  const { id: queueId } = await makeQueue(hub, { personIds: [line.ben.id], ...recording });
  const at = (seconds: number) => new Date(Date.parse("2031-03-03T10:00:00Z") + seconds * 1_000);
  const tellOf = (externalId: string, from: number) =>
    line.door.tellRecording(call.externalId, {
      externalId,
      kind: "call",
      startedAt: at(from).toISOString(),
      seconds: 9,
    });
  hub.setClock(at(0));
  const call = await ring(line);
  await answer(line, call, line.anna);
  hub.setClock(at(10));
  await requeueCall(line.deps, { access: await accessOf(hub, line.anna), callId: call.id, queueId });
  const asked = line.voice.of("steer", call.id).at(-1)?.steps.at(-1);
  await call.tell({ type: "digits", turn: asked && "turn" in asked ? asked.turn : 0, digits: "9" });
  hub.setClock(at(20));
  await answer(line, call, line.ben);
  await tellOf("before", 0);
  await tellOf("since", 20);
  const jobs = await hub.jobs("fetchRecording");
  const fetched = jobs.filter(({ payload }) => payload.channelId === line.channelId);
  expect(fetched.map(({ payload }) => payload.externalId)).toEqual(["before"]);
});

test("who is sent on to a queue that records hears it there, once", async () => {
  const line = await makeLine(hub, { flow: menuFlow });
  const { id: queueId } = await makeQueue(hub, { personIds: [line.ben.id], ...recording });
  const { call } = await ringSales(line);
  await answer(line, call, line.anna);
  const anna = await accessOf(hub, line.anna);
  await requeueCall(line.deps, { access: anna, callId: call.id, queueId });
  const steered = () => line.voice.of("steer", call.id).at(-1)?.steps.at(-1);
  const asked = steered();
  expect(asked).toMatchObject(isTold);
  await call.tell({ type: "timedOut", turn: asked && "turn" in asked ? asked.turn : 0 });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", queueId, priority: 9 });
  await answer(line, call, line.ben);
  await requeueCall(line.deps, { access: await accessOf(hub, line.ben), callId: call.id, queueId });
  expect(steered()).toMatchObject({ type: "wait" });
});
