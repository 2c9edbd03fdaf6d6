import { beforeEach, expect, test } from "vitest";
import { endByPerson } from "../../server/calls/end-by-person.ts";
import { requeueCall } from "../../server/calls/queue/requeue-call.ts";
import { accept, place, readCall, tasksOf } from "../../test/calls.ts";
import { accessOf, makeQueue } from "../../test/factories.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import type { TestLine } from "./test-hub.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** Calls that the hub itself places through this carrier. */
const { hub, line, twilio } = await setTwilio();

let number = "";
let nth = 0;

beforeEach(async () => {
  number = `+49301234${100 + nth++}`;
});

type Manner = Parameters<TestLine["sandbox"]["answer"]>[1];
const annaAnswers = (manner: Manner) => twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, manner);

const dial = (queueId: string | null = null) => place(line, { number, queueId });

const phones = () => twilio.client.calls.list({ to: number });

/** Who has met by now. */
async function parties() {
  const [phone] = await phones();
  return phone ? twilio.inConference(phone.sid) : [];
}

test("whom we call meets who called them, and the call ends with them", async () => {
  annaAnswers({ afterMs: 500, script: "talk" });
  twilio.sandbox.answer(number, { afterMs: 6_000, script: "talk 20 s, hang up" });
  const call = await dial();
  await twilio.pass(3);
  expect(await readCall(line, call)).toMatchObject({ stage: "ringing", legs: [{ state: "connected" }] });
  expect(await parties()).toHaveLength(1);
  await twilio.pass(7);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(await parties()).toHaveLength(2);
  const [phone] = await phones();
  expect(phone).toMatchObject({ from: ourNumber, to: number, direction: "outbound-api" });
  await twilio.pass(30);
  expect(await readCall(line, call)).toMatchObject({
    stage: "ended",
    outcome: "answered",
    legs: [{ state: "ended" }],
  });
});

test("whom we call for a queue that asks may press 9, and is not recorded", async () => {
  const { id } = await makeQueue(hub, {
    personIds: [line.anna.id],
    recording: "always",
    recordingNotice: "This call is recorded, unless you press 9.",
    asksRecording: true,
  });
  annaAnswers({ afterMs: 500, script: "talk" });
  twilio.sandbox.answer(number, { afterMs: 3_000, script: "wait 2 s, press 9, talk 30 s, hang up" });
  const call = await dial(id);
  await twilio.pass(4);
  expect(await readCall(line, call)).toMatchObject({ stage: "ringing", answeredAt: null });
  expect(await parties()).toHaveLength(1);
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingRefused: true });
  expect(await parties()).toHaveLength(2);
  await twilio.pass(40);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(await twilio.client.recordings.list()).toEqual([]);
});

test("all that Twilio tells of it may come twice", async () => {
  twilio.sandbox.misbehave({ callbacksTwice: true, documentsTwice: true });
  annaAnswers({ afterMs: 500, script: "talk" });
  twilio.sandbox.answer(number, { afterMs: 3_000, script: "talk 5 s, hang up" });
  const call = await dial();
  await twilio.pass(30);
  const ended = await readCall(line, call);
  expect(ended).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(ended.legs).toHaveLength(1);
});

test("who answers before the caller's own browser does waits for it", async () => {
  annaAnswers({ afterMs: 4_000, script: "talk" });
  twilio.sandbox.answer(number, { afterMs: 1_000, script: "talk" });
  const call = await dial();
  await twilio.pass(3);
  expect(await readCall(line, call)).toMatchObject({ answeredAt: null });
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(await parties()).toHaveLength(2);
});

test.each([
  ["busy", "busy"],
  ["never answers", "noAnswer"],
  ["fails", "failed"],
] as const)("a call to somebody who is '%s' ends as %s, and nobody's browser is left in it", async (manner, outcome) => {
  annaAnswers({ afterMs: 500, script: "talk" });
  twilio.sandbox.answer(number, manner);
  const call = await dial();
  await twilio.pass(60);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome, legs: [{ state: "ended" }] });
  expect(await parties()).toHaveLength(0);
  expect(await tasksOf(line, call)).toEqual([]);
});

test("a call that is given up while it rings rings no more", async () => {
  annaAnswers({ afterMs: 500, script: "talk" });
  twilio.sandbox.answer(number, "never answers");
  const call = await dial();
  await twilio.pass(5);
  await endByPerson(line.deps, { access: await accessOf(hub, line.anna), callId: call.id });
  await twilio.pass(2);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "noAnswer" });
  expect(["canceled", "completed"]).toContain((await phones())[0]?.status);
  expect(await parties()).toHaveLength(0);
});

test("where the caller's own browser cannot be had, nobody else's telephone rings on", async () => {
  annaAnswers("fails");
  twilio.sandbox.answer(number, "never answers");
  const call = await dial();
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "failed" });
  expect(["canceled", "completed"]).toContain((await phones())[0]?.status);
});

test("what Twilio does not dial has failed, in its own words", async () => {
  twilio.sandbox.failOnce({
    method: "POST",
    path: "/Calls.json",
    status: 400,
    code: 21215,
    message: "Account not authorized to call this number",
  });
  await expect(dial()).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/not authorized.*21215/),
  });
});

test("who is sent to a queue soon after they answered meets the next there at once", async () => {
  annaAnswers({ afterMs: 500, script: "talk" });
  twilio.sandbox.answer(`client:${identityOf(line.ben.id)}`, { afterMs: 500, script: "talk" });
  twilio.sandbox.answer(number, { afterMs: 2_000, script: "talk 60 s" });
  const call = await dial();
  await twilio.pass(6);
  const access = await accessOf(hub, line.anna);
  await requeueCall(line.deps, { access, callId: call.id, queueId: line.queueId });
  await twilio.pass(3);
  await accept(line, call, line.ben);
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(await parties()).toHaveLength(2);
});
