import { afterEach, beforeEach, expect, test } from "vitest";
import { hearEnds } from "../../server/calls/lost/hear-ends.ts";
import { fetchRecording } from "../../server/calls/recordings/fetch-recording.ts";
import { hearRecordings } from "../../server/calls/recordings/hear-recordings.ts";
import { keepRecording } from "../../server/calls/recordings/keep-recording.ts";
import { accept, callBack, readCall, tasksOf } from "../../test/calls.ts";
import { setLine } from "../../test/set-line.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { startTestLine, type TestLine } from "./test-hub.ts";
import { identityOf } from "./voice/identity.ts";

/** A channel is turned off while somebody talks: nothing of it runs here any more, and Twilio goes on. */
const { hub, line } = await setLine({ recording: "always" });

let twilio: TestLine;
beforeEach(async () => {
  twilio = await startTestLine(line.door);
  line.deps.carriers.voiceOf = () => twilio.voice;
});
afterEach(() => twilio.stop());

test("a call of a channel that was turned off ends at Twilio, too, and what was recorded of it is kept", async () => {
  line.deps.clock = { now: () => new Date(twilio.clock.now()) };
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { script: "talk" });
  const { callSid } = twilio.sandbox.placeCall({ from: "+4917655999", to: ourNumber, script: "talk 3600 s" });
  await twilio.pass(5);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  const call = { id: rows[0]?.id ?? "" };
  await accept(line, call, line.anna);
  await twilio.pass(20);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  const numbers = await twilio.client.incomingPhoneNumbers.list();

  Object.assign(line.deps.carriers, { voiceOf: () => undefined, lastVoiceOf: twilio.lastVoice });
  await hub.deps.pool.query("update channels set is_enabled = false, updated_at = $2 where id = $1", [
    line.channelId,
    line.deps.clock.now(),
  ]);
  twilio.setAway(true);
  await twilio.pass(40);
  await hearEnds(line.deps, new AbortController().signal);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "dropped" });
  expect(await tasksOf(line, call)).toMatchObject([callBack]);
  const going = (await twilio.client.calls.list()).filter(({ status }) => status !== "completed");
  expect(going).toEqual([]);
  expect(await twilio.client.incomingPhoneNumbers.list()).toEqual(numbers);

  await twilio.pass(80);
  await keepRecording(line.deps, { callId: call.id });
  const jobs = await hub.jobs("hearRecordings");
  const [hear] = jobs.filter(({ payload }) => payload.callId === call.id);
  await hearRecordings(line.deps, hear!.payload);
  for (const { payload } of await hub.jobs("fetchRecording")) await fetchRecording(line.deps, payload);
  await keepRecording(line.deps, { callId: call.id, isTold: true });
  expect((await readCall(line, call)).recordings).toMatchObject([
    { kind: "call", lengthMs: expect.any(Number) },
  ]);
});
