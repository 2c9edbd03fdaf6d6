import { afterEach, beforeEach, expect, test } from "vitest";
import { heard } from "./sound/test-goertzel.ts";
import { agent, ourNumber, startTestSetting, type TestSetting, theirNumber } from "./test-setting.ts";

const callerHz = 500;
const agentHz = 700;
const bossHz = 900;
const musicHz = 330;
const pitches = [callerHz, agentHz, bossHz, musicHz];

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
  const { app } = setting;
  app.on(
    "/voice",
    `<Response><Gather action="/menu" numDigits="1"><Say>Press two for help</Say></Gather></Response>`,
  );
  app.on("/menu", `<Response><Enqueue waitUrl="/wait" action="/left">support</Enqueue></Response>`);
  app.on("/wait", `<Response><Say>Please hold the line</Say><Pause length="8"/></Response>`);
});

afterEach(() => setting.stop());

test("a caller goes through the menu into the queue, and meets the agent in a conference", async () => {
  const { app, client, sandbox, pass, listen } = setting;
  sandbox.answer(agent, { afterMs: 3000, script: "talk", hertz: agentHz });
  const caller = sandbox.placeCall({
    from: theirNumber,
    to: ourNumber,
    script: "press 2, wait 30 s, talk 20 s, hang up",
    hertz: callerHz,
  });
  await pass(15);

  expect(app.sent("/voice")).toMatchObject([{ CallStatus: "ringing", From: theirNumber, To: ourNumber }]);
  expect(app.sent("/menu")).toMatchObject([{ Digits: "2", CallStatus: "in-progress" }]);
  const waits = app.sent("/wait");
  expect(waits).toMatchObject([
    { QueuePosition: "1", CurrentQueueSize: "1", QueueTime: "0" },
    { QueuePosition: "1", QueueTime: "10" },
  ]);
  const [queue] = await client.queues.list();
  expect(queue).toMatchObject({ friendlyName: "support", currentSize: 1 });
  const members = await client.queues(queue!.sid).members.list();
  expect(members).toMatchObject([{ callSid: caller.callSid, position: 1 }]);

  const leg = await client.conferences("call-1").participants.create({
    from: ourNumber,
    to: agent,
    earlyMedia: true,
    label: "agent",
    beep: "false",
    statusCallback: `${app.url}/leg`,
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    conferenceStatusCallback: `${app.url}/conference`,
    conferenceStatusCallbackEvent: ["start", "end", "join", "leave", "hold", "mute"],
  });
  expect(leg).toMatchObject({ status: "queued", label: "agent", endConferenceOnExit: false });
  await pass(5);
  expect(app.sent("/leg").map(({ CallStatus }) => CallStatus)).toEqual([
    "initiated",
    "ringing",
    "in-progress",
  ]);
  expect(app.sent("/conference")).toMatchObject([
    { StatusCallbackEvent: "participant-join", CallSid: leg.callSid, ParticipantLabel: "agent" },
  ]);

  await client.calls(caller.callSid).update({
    twiml: `<Response><Dial><Conference endConferenceOnExit="true" beep="false" participantLabel="caller">call-1</Conference></Dial></Response>`,
  });
  const recording = await client.calls(leg.callSid).recordings.create({ recordingChannels: "dual" });
  await pass(30);
  expect(app.sent("/left")).toMatchObject([{ QueueResult: "redirected", QueueTime: expect.any(String) }]);

  await pass(20);
  expect(app.sent("/conference").map(({ StatusCallbackEvent }) => StatusCallbackEvent)).toEqual([
    "participant-join",
    "participant-join",
    "conference-start",
    "participant-leave",
    "participant-leave",
    "conference-end",
  ]);
  expect(app.sent("/conference").at(-1)).toMatchObject({
    ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
    CallSidEndingConference: caller.callSid,
  });
  expect(app.sent("/ended")).toMatchObject([{ CallSid: caller.callSid, CallStatus: "completed" }]);
  const ended = await client.calls(caller.callSid).fetch();
  expect(ended).toMatchObject({ status: "completed", direction: "inbound" });
  expect(Number(ended.duration)).toBeGreaterThan(50);
  expect(await client.calls(leg.callSid).fetch()).toMatchObject({ status: "completed" });

  const [agentSide, callerSide] = await listen(recording.sid);
  expect(heard(pitches, agentSide!, 1, 10)).toEqual([agentHz]);
  expect(heard(pitches, callerSide!, 16, 30)).toEqual([callerHz]);
  expect(sandbox.errors).toEqual([]);
  expect(app.refused).toBe(0);
});

test("who is held hears music and is not heard; a coach is heard by the agent alone; who is kicked is gone", async () => {
  const { app, client, sandbox, pass, listen } = setting;
  app.on("/voice", `<Response><Dial><Conference beep="false">room</Conference></Dial></Response>`);
  sandbox.answer(agent, { script: "talk", hertz: agentHz });
  sandbox.answer("client:boss", { script: "talk", hertz: bossHz });
  const caller = sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "talk", hertz: callerHz });
  await pass(1);
  const ring = (to: string) =>
    client.conferences("room").participants.create({ from: ourNumber, to, beep: "false" });
  const agentLeg = await ring(agent);
  await pass(1);
  const record = (callSid: string) => client.calls(callSid).recordings.create({ recordingChannels: "dual" });
  const ofCaller = await record(caller.callSid);
  const ofAgent = await record(agentLeg.callSid);
  await pass(4);

  const room = client.conferences(agentLeg.conferenceSid);
  expect(await room.fetch()).toMatchObject({ status: "in-progress", friendlyName: "room" });
  await room.participants(caller.callSid).update({ hold: true });
  await pass(4);
  await room.participants(caller.callSid).update({ hold: false });
  const boss = await client.conferences("room").participants.create({
    from: ourNumber,
    to: "client:boss",
    beep: "false",
    coaching: true,
    callSidToCoach: agentLeg.callSid,
  });
  await pass(4);
  await room.participants(boss.callSid).update({ muted: true });
  await pass(4);
  await room.participants(boss.callSid).update({ muted: false, coaching: false });
  await pass(4);
  await room.participants(boss.callSid).remove();
  await pass(4);
  expect(await room.participants.list()).toHaveLength(2);
  expect(await client.calls(boss.callSid).fetch()).toMatchObject({ status: "completed" });
  await room.update({ status: "completed" });
  await pass(2);
  expect(await room.fetch()).toMatchObject({
    status: "completed",
    reasonConferenceEnded: "conference-ended-via-api",
  });

  const spans = [0, 4, 8, 12, 16, 20].map((from) => [from + 0.5, from + 3.5] as const);
  const hearing = (channel: Float32Array) => spans.map(([from, to]) => heard(pitches, channel, from, to));
  const [, toCaller] = await listen(ofCaller.sid);
  const [, toAgent] = await listen(ofAgent.sid);
  expect(hearing(toCaller!)).toEqual([
    [agentHz],
    [musicHz],
    [agentHz],
    [agentHz],
    [agentHz, bossHz],
    [agentHz],
  ]);
  expect(hearing(toAgent!)).toEqual([
    [callerHz],
    [],
    [callerHz, bossHz],
    [callerHz],
    [callerHz, bossHz],
    [callerHz],
  ]);
});
