import { afterEach, beforeEach, expect, test } from "vitest";
import { heard, strengthOf } from "../sound/test-goertzel.ts";
import {
  agent,
  fetchMedia,
  ourNumber,
  startTestSetting,
  type TestSetting,
  theirNumber,
} from "../test-setting.ts";

let setting: TestSetting;
let callSid: string;

beforeEach(async () => {
  setting = await startTestSetting();
  const { app, sandbox, pass } = setting;
  app.on("/voice", "<Response><Dial><Client>agent_ana</Client></Dial></Response>");
  sandbox.answer(agent, { script: "talk", hertz: 700 });
  callSid = sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "talk", hertz: 500 }).callSid;
  await pass(1);
});

afterEach(() => setting.stop());

const start = () =>
  setting.client.calls(callSid).recordings.create({
    recordingChannels: "dual",
    recordingStatusCallback: `${setting.app.url}/recorded`,
    recordingStatusCallbackEvent: ["in-progress", "completed"],
  });

test("a pause is silent in the file and keeps its length", async () => {
  const { client, pass, listen, app } = setting;
  const { sid } = await start();
  await pass(5);
  const paused = await client
    .calls(callSid)
    .recordings(sid)
    .update({ status: "paused", pauseBehavior: "silence" });
  expect(paused.status).toBe("paused");
  await pass(5);
  await client.calls(callSid).recordings("Twilio.CURRENT").update({ status: "in-progress" });
  await pass(5);
  expect(await client.calls(callSid).recordings(sid).update({ status: "stopped" })).toMatchObject({
    status: "stopped",
  });
  await pass(2);
  expect(await client.recordings(sid).fetch()).toMatchObject({
    status: "completed",
    duration: "15",
    channels: 2,
  });
  expect(app.sent("/recorded").map(({ RecordingStatus }) => RecordingStatus)).toEqual([
    "in-progress",
    "completed",
  ]);
  const [caller, other] = await listen(sid);
  for (const [channel, hertz] of [
    [caller, 500],
    [other, 700],
  ] as const) {
    expect(channel).toHaveLength(15 * 8000);
    expect(heard([500, 700], channel!, 0, 5)).toEqual([hertz]);
    expect(channel!.subarray(5 * 8000, 10 * 8000).every((sample) => sample === 0)).toBe(true);
    expect(heard([500, 700], channel!, 10, 15)).toEqual([hertz]);
  }
});

test("a pause that is skipped is not in the file", async () => {
  const { client, pass, listen } = setting;
  const { sid } = await start();
  await pass(5);
  await client.calls(callSid).recordings(sid).update({ status: "paused", pauseBehavior: "skip" });
  await pass(5);
  await client.calls(callSid).recordings(sid).update({ status: "in-progress" });
  await pass(5);
  await client.calls(callSid).update({ status: "completed" });
  await pass(2);
  const [caller] = await listen(sid);
  expect(caller).toHaveLength(10 * 8000);
  expect(strengthOf(500, caller!)).toBeGreaterThan(0.19);
});

test("one channel of a file is both sides mixed", async () => {
  const { pass, listen, client } = setting;
  const { sid } = await start();
  await pass(3);
  await client.calls(callSid).update({ status: "completed" });
  await pass(2);
  const channels = await listen(sid, "?RequestedChannels=1");
  expect(channels).toHaveLength(1);
  expect(heard([500, 700], channels[0]!, 0, 3)).toEqual([500, 700]);
});

test("only a living call is recorded, only what runs is changed, and a file is for the account alone", async () => {
  const { client, sandbox, pass } = setting;
  const { sid } = await start();
  await pass(1);
  await expect(client.recordings(sid).remove()).rejects.toMatchObject({ status: 409 });
  await client.calls(callSid).update({ status: "completed" });
  await pass(2);
  await expect(start()).rejects.toMatchObject({ code: 21220 });
  await expect(client.calls(callSid).recordings(sid).update({ status: "paused" })).rejects.toMatchObject({
    code: 21220,
  });
  expect((await fetchMedia(sandbox, sid)).headers.get("content-type")).toBe("audio/x-wav");
  const path = new URL((await client.recordings(sid).fetch()).mediaUrl);
  expect((await fetch(path)).status).toBe(401);
});

test("an outgoing call and a participant are recorded as they are asked to be", async () => {
  const { app, client, pass } = setting;
  const recorded = {
    record: true,
    recordingChannels: "dual",
    recordingStatusCallback: `${app.url}/recorded`,
    recordingStatusCallbackEvent: ["completed"],
  };
  const twiml = "<Response><Pause length='3'/></Response>";
  const placed = await client.calls.create({ from: ourNumber, to: agent, twiml, ...recorded });
  const leg = await client
    .conferences("room")
    .participants.create({ from: ourNumber, to: agent, conferenceRecord: "true", ...recorded });
  await pass(3);
  await client.conferences(leg.conferenceSid).participants(leg.callSid).remove();
  await pass(5);
  expect(app.sent("/recorded").map(({ CallSid }) => CallSid)).toEqual([leg.callSid, placed.sid]);
  const [ofCall] = await client.calls(placed.sid).recordings.list();
  expect(ofCall).toMatchObject({ source: "OutboundAPI", channels: 2, duration: "3", track: "both" });
  const [ofConference] = await client.conferences(leg.conferenceSid).recordings.list();
  expect(ofConference).toMatchObject({ source: "Conference", channels: 1 });
});

test("a conference's recording has what all say, but not what a coach whispers", async () => {
  const { app, client, sandbox, pass, listen } = setting;
  app.on(
    "/voice",
    `<Response><Dial><Conference beep="false" record="record-from-start" recordingStatusCallback="/recorded">room</Conference></Dial></Response>`,
  );
  sandbox.placeCall({ from: "+4917655509", to: ourNumber, script: "talk", hertz: 600 });
  await pass(1);
  const room = client.conferences("room");
  const ring = (to: string, more = {}) =>
    room.participants.create({ from: ourNumber, to, beep: "false", ...more });
  const leg = await ring(agent);
  sandbox.answer("client:boss", { script: "talk", hertz: 900 });
  await pass(1);
  await ring("client:boss", { coaching: true, callSidToCoach: leg.callSid });
  await pass(5);
  await client.conferences(leg.conferenceSid).update({ status: "completed" });
  await pass(2);
  const [recorded] = app.sent("/recorded");
  expect(recorded).toMatchObject({ ConferenceSid: leg.conferenceSid, RecordingChannels: "1" });
  const [sound] = await listen(recorded!.RecordingSid!);
  expect(heard([600, 700, 900], sound!, 2, 6)).toEqual([600, 700]);
  expect(await client.conferences(leg.conferenceSid).recordings.list()).toHaveLength(1);
});
