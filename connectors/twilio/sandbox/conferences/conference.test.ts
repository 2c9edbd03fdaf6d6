import { afterEach, beforeEach, expect, test } from "vitest";
import type { Handset } from "../parties/party.ts";
import { render } from "../sound/sound.ts";
import { heard } from "../sound/test-goertzel.ts";
import { agent, ourNumber, startTestSetting, type TestSetting, theirNumber } from "../test-setting.ts";

const callerHz = 500;
const agentHz = 700;
const musicHz = 330;

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
  setting.sandbox.answer(agent, { script: "talk", hertz: agentHz });
});

afterEach(() => setting.stop());

function arrive(attributes = ""): Handset {
  const { app, sandbox } = setting;
  app.on(
    "/voice",
    `<Response><Dial action="/after"><Conference beep="false" statusCallback="/conference" statusCallbackEvent="start end join leave" ${attributes}>room</Conference></Dial></Response>`,
  );
  return sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "talk", hertz: callerHz });
}

const ring = (more = {}) =>
  setting.client
    .conferences("room")
    .participants.create({ from: ourNumber, to: agent, beep: "false", ...more });

/** What a party heard in the last two seconds. */
function hears(handset: Handset): number[] {
  const now = setting.clock.now();
  return heard([callerHz, agentHz, musicHz], render(handset.ear, now - 2000, now), 0, 2);
}

const told = () => setting.app.sent("/conference").map(({ StatusCallbackEvent }) => StatusCallbackEvent);

test("whoever comes first hears music until the conference begins", async () => {
  const caller = arrive();
  await setting.pass(3);
  expect(hears(caller)).toEqual([musicHz]);
  await ring();
  await setting.pass(3);
  expect(hears(caller)).toEqual([agentHz]);
  expect(told()).toEqual(["participant-join", "participant-join", "conference-start"]);
});

test("a conference does not begin with those who may not begin it", async () => {
  const caller = arrive(`startConferenceOnEnter="false" waitUrl=""`);
  await ring({ startConferenceOnEnter: false });
  await setting.pass(3);
  expect(hears(caller)).toEqual([]);
  expect(told()).toEqual(["participant-join", "participant-join"]);
});

test("an agent who leaves lets the caller stay, who can be brought back to a queue", async () => {
  const { app, client, pass } = setting;
  const caller = arrive(`endConferenceOnExit="true" participantLabel="caller"`);
  const leg = await ring();
  await pass(3);
  await client.calls(leg.callSid).update({ status: "completed" });
  await pass(3);
  const room = client.conferences(leg.conferenceSid);
  expect(await room.fetch()).toMatchObject({ status: "in-progress" });
  expect(await room.participants.list()).toMatchObject([{ label: "caller", status: "connected" }]);
  await client.calls(caller.callSid).update({ twiml: "<Response><Enqueue>support</Enqueue></Response>" });
  await pass(1);
  expect(await client.queues.list()).toMatchObject([{ currentSize: 1 }]);
  const left = app
    .sent("/conference")
    .filter(({ StatusCallbackEvent }) => StatusCallbackEvent === "participant-leave");
  expect(left).toMatchObject([
    {
      CallSid: leg.callSid,
      ReasonParticipantLeft: "participant_hung_up",
      ParticipantCallStatus: "completed",
    },
    {
      CallSid: caller.callSid,
      ReasonParticipantLeft: "participant_updated_via_api",
      ParticipantCallStatus: "in-progress",
    },
  ]);
  expect(told().at(-1)).toBe("conference-end");
  expect(app.sent("/after")).toEqual([]);
});

test("a caller whose conference ends goes on with the action", async () => {
  const { app, client, pass } = setting;
  app.on("/after", "<Response><Say>Good bye</Say></Response>");
  const caller = arrive();
  const leg = await ring({ endConferenceOnExit: true });
  await pass(3);
  await client.calls(leg.callSid).update({ status: "completed" });
  await pass(3);
  expect(app.sent("/after")).toMatchObject([{ CallSid: caller.callSid, DialCallStatus: "answered" }]);
  expect(app.sent("/ended")).toMatchObject([{ CallStatus: "completed" }]);
});

test.each([
  "busy",
  "fails",
  "never answers",
  "never connects",
] as const)("a leg that is '%s' leaves the caller waiting in the conference", async (manner) => {
  const { client, pass, sandbox, app } = setting;
  sandbox.answer(agent, manner);
  const caller = arrive();
  await pass(1);
  const leg = await ring({ timeout: 10, statusCallback: `${app.url}/leg` });
  await pass(20);
  const expected = {
    busy: "busy",
    fails: "failed",
    "never answers": "no-answer",
    "never connects": "no-answer",
  };
  expect(app.sent("/leg")).toMatchObject([{ CallStatus: expected[manner] }]);
  const participants = await client.conferences(leg.conferenceSid).participants.list();
  expect(participants.map(({ callSid }) => callSid)).toEqual([caller.callSid]);
  expect(hears(caller)).toEqual([musicHz]);
});

test("a leg that still rings is taken back", async () => {
  const { client, pass, sandbox } = setting;
  sandbox.answer(agent, "never answers");
  const leg = await ring();
  await pass(1);
  await client.conferences(leg.conferenceSid).participants(leg.callSid).remove();
  expect(await client.calls(leg.callSid).fetch()).toMatchObject({ status: "canceled" });
});
