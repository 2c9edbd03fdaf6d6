import { beforeEach, expect, test } from "vitest";
import { putOnHold } from "../../server/calls/put-on-hold.ts";
import { requeueCall } from "../../server/calls/queue/requeue-call.ts";
import { accept, type Caller, menuFlow, readCall, tasksOf, workOf } from "../../test/calls.ts";
import { accessOf } from "../../test/factories.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import type { TestLine } from "./test-hub.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** The hub's own judgement of what this carrier tells, and what it asks of it. */
const { hub, line, twilio } = await setTwilio({ flow: menuFlow });

let from = "";
let nth = 0;

beforeEach(async () => {
  // What is to be done for one caller is no other's.
  from = `+4917655${100 + nth++}`;
});

type Called = Pick<Caller, "id"> & { callSid: string };

/** Somebody rings and gets as far as the first seconds bring them. */
async function ring(script: string, seconds = 10): Promise<Called> {
  const { callSid } = twilio.sandbox.placeCall({ from, to: ourNumber, script });
  await twilio.pass(seconds);
  const { rows } = await hub.deps.pool.query<{ id: string }>(
    "select id from calls where channel_id = $1 and external_id = $2",
    [line.channelId, callSid],
  );
  return { id: rows[0]?.id ?? "", callSid };
}

type Manner = Parameters<TestLine["sandbox"]["answer"]>[1];
const answers = (person: { id: string }, manner: Manner) =>
  twilio.sandbox.answer(`client:${identityOf(person.id)}`, manner);

const waiting = async () => (await twilio.client.queues.list())[0]?.currentSize;

test("a call is answered by whoever accepts it, and ends with its caller", async () => {
  answers(line.anna, { afterMs: 1000, script: "talk" });
  const call = await ring("press 1, wait 40 s, hang up");
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    number: from,
    choices: [{ digit: "1", label: "Sales" }],
  });
  await accept(line, call, line.anna);
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", legs: [{ state: "connected" }] });
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);

  await twilio.pass(60);
  expect(await readCall(line, call)).toMatchObject({
    stage: "ended",
    outcome: "answered",
    legs: [{ state: "ended", reason: null }],
  });
  expect(await tasksOf(line, call)).toEqual([]);
});

test("all that Twilio tells may come twice, and the call is answered all the same", async () => {
  twilio.sandbox.misbehave({ callbacksTwice: true, documentsTwice: true });
  answers(line.anna, { afterMs: 1000, script: "talk" });
  const call = await ring("press 1, wait 40 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(60);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect((await readCall(line, call)).legs).toHaveLength(1);
});

test("a leg that fails sends the call to the next person", async () => {
  answers(line.anna, "fails");
  answers(line.ben, { script: "talk" });
  const call = await ring("press 1, wait 60 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(2);
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    legs: [{ state: "ended", reason: "failed" }],
  });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", passedBy: [line.anna.id] });
  await accept(line, call, line.ben);
  await twilio.pass(3);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);
});

test("a caller who hangs up while a phone rings was missed, is to be called back, and nobody's phone rings on", async () => {
  answers(line.anna, "never answers");
  const call = await ring("press 1, wait 12 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(20);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "missed" });
  expect(await tasksOf(line, call)).toMatchObject([{ title: "Call back within 15 minutes" }]);
  const [leg] = await twilio.client.calls.list({ to: `client:${identityOf(line.anna.id)}` });
  expect(leg?.status).toBe("canceled");
});

test("who loses the connection loses the call, whose caller waits again and meets the next", async () => {
  answers(line.anna, { script: "talk" });
  answers(line.ben, { script: "talk" });
  const call = await ring("press 1, wait 60 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(3);
  const [leg] = await twilio.client.calls.list({ to: `client:${identityOf(line.anna.id)}` });
  await twilio.client.calls(leg!.sid).update({ status: "completed" });
  await twilio.pass(3);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
  expect(await waiting()).toBe(1);
  await accept(line, call, line.ben);
  await twilio.pass(3);
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);
  await twilio.pass(90);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
});

test("who talks puts the caller on hold, and back into the queue", async () => {
  answers(line.anna, { script: "talk" });
  const call = await ring("press 1, talk");
  await accept(line, call, line.anna);
  await twilio.pass(3);
  const access = await accessOf(hub, line.anna);
  await putOnHold(line.deps, { access, callId: call.id, isHeld: true });
  const [conference] = await twilio.client.conferences.list({ friendlyName: call.callSid });
  const caller = () => twilio.client.conferences(conference!.sid).participants("caller").fetch();
  expect((await caller()).hold).toBe(true);
  await requeueCall(line.deps, { access, callId: call.id, queueId: line.queueId });
  await twilio.pass(3);
  expect(await waiting()).toBe(1);
  expect(await twilio.inConference(call.callSid)).toHaveLength(0);
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    isHeld: false,
    legs: [{ state: "ended" }],
  });
});

test("a message is left, and a call back asked for by a key while waiting", async () => {
  const left = await ring("press 2, wait 3 s, talk 5 s, hang up", 40);
  expect(await readCall(line, left)).toMatchObject({ stage: "ended", outcome: "voicemail" });
  const asked = await ring("press 1, wait 2 s, press 5", 40);
  expect(await readCall(line, asked)).toMatchObject({ stage: "ended", outcome: "callback" });
});

test("who hangs up on being asked for a message has left none, and is to be called back", async () => {
  const call = await ring("press 2, hang up", 40);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "abandoned" });
  expect(await tasksOf(line, call)).toMatchObject([{ title: "Call back within 15 minutes" }]);
});

test("a caller who leaves the queue has abandoned the call", async () => {
  const call = await ring("press 1, wait 5 s, hang up", 30);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "abandoned" });
  expect(await tasksOf(line, call)).toMatchObject([{ title: "Call back within 15 minutes" }]);
});
