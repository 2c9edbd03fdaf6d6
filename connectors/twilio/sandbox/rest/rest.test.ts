import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../../test/eventually.ts";
import { startTwilioSandbox } from "../index.ts";
import {
  accountSid,
  agent,
  authToken,
  clientOf,
  ourNumber,
  startTestSetting,
  type TestSetting,
  theirNumber,
} from "../test-setting.ts";

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
});

afterEach(() => setting.stop());

test("only who knows the account's token gets in", async () => {
  const { client, sandbox } = setting;
  expect(await client.api.v2010.accounts(accountSid).fetch()).toMatchObject({
    status: "active",
    sid: accountSid,
  });
  await expect(clientOf(sandbox, "another").calls.list()).rejects.toMatchObject({
    status: 401,
    code: 20003,
    message: "Authenticate",
  });
});

test("what is not there is said in Twilio's words", async () => {
  const sid = `CA${"0".repeat(32)}`;
  await expect(setting.client.calls(sid).fetch()).rejects.toMatchObject({
    status: 404,
    code: 20404,
    message: `The requested resource /2010-04-01/Accounts/${accountSid}/Calls/${sid}.json was not found`,
    moreInfo: "https://www.twilio.com/docs/errors/20404",
  });
  await expect(setting.client.conferences(`CF${"0".repeat(32)}`).participants.list()).rejects.toMatchObject({
    code: 20404,
  });
});

test("a list comes page by page and is found through its filters", async () => {
  const { client, sandbox, pass } = setting;
  for (let i = 1; i <= 5; i++) {
    sandbox.placeCall({ from: `+491765550${i}`, to: ourNumber });
    await pass(1);
  }
  expect(await client.calls.list({ pageSize: 2 })).toHaveLength(5);
  const first = await client.calls.page({ pageSize: 2 });
  expect(first.instances.map(({ from }) => from)).toEqual(["+4917655505", "+4917655504"]);
  const second = await first.nextPage();
  expect(second?.instances.map(({ from }) => from)).toEqual(["+4917655503", "+4917655502"]);
  expect((await second?.previousPage())?.instances).toHaveLength(2);
  expect(await client.calls.list({ from: "+4917655501", status: "completed" })).toHaveLength(1);
  expect(await client.calls.list({ startTimeAfter: new Date("2026-01-05T09:00:03Z") })).toHaveLength(2);
  expect(await client.calls.list({ startTimeBefore: new Date("2026-01-04") })).toEqual([]);
});

test("an application's addresses count for a number that is bound to it", async () => {
  const { app, client, sandbox, pass } = setting;
  const application = await client.applications.create({
    friendlyName: "Hub",
    voiceUrl: `${app.url}/by-application`,
    statusCallback: `${app.url}/application-ended`,
  });
  const [number] = await client.incomingPhoneNumbers.list();
  await client.incomingPhoneNumbers(number!.sid).update({ voiceApplicationSid: application.sid });
  sandbox.placeCall({ from: theirNumber, to: ourNumber });
  await pass(1);
  expect(app.requests.map(({ path }) => path)).toEqual(["/by-application", "/application-ended"]);

  const other = await client.applications(application.sid).update({ voiceUrl: `${app.url}/changed` });
  expect(other).toMatchObject({ voiceUrl: `${app.url}/changed`, friendlyName: "Hub" });
  await expect(
    client.applications(application.sid).update({ voiceUrl: "ftp://nowhere" }),
  ).rejects.toMatchObject({
    code: 21402,
  });
  await client.applications(application.sid).remove();
  expect(await client.applications.list({ friendlyName: "Hub" })).toEqual([]);
  await expect(
    client.incomingPhoneNumbers(number!.sid).update({ voiceApplicationSid: `AP${"0".repeat(32)}` }),
  ).rejects.toMatchObject({ code: 21218 });
});

test("queues are made, changed and taken away, but not while somebody waits there", async () => {
  const { app, client, sandbox, pass } = setting;
  const queue = await client.queues.create({ friendlyName: "sales", maxSize: 5 });
  await expect(client.queues.create({ friendlyName: "sales" })).rejects.toMatchObject({ code: 22003 });
  expect(await client.queues(queue.sid).update({ maxSize: 7 })).toMatchObject({ maxSize: 7, currentSize: 0 });
  app.on("/voice", "<Response><Enqueue>sales</Enqueue></Response>");
  const handset = sandbox.placeCall({ from: theirNumber, to: ourNumber });
  await pass(6);
  expect(await client.queues(queue.sid).fetch()).toMatchObject({ currentSize: 1, averageWaitTime: 6 });
  await expect(client.queues(queue.sid).remove()).rejects.toMatchObject({ code: 22002 });
  handset.hangUp();
  await pass(1);
  expect(await client.queues(queue.sid).remove()).toBe(true);
});

test("participants are found by label, and what is said to them is heard by them alone", async () => {
  const { app, client, sandbox, pass } = setting;
  app.on("/voice", `<Response><Dial><Conference beep="false">room</Conference></Dial></Response>`);
  app.on("/news", "<Response><Say>One minute left</Say></Response>");
  sandbox.placeCall({ from: theirNumber, to: ourNumber });
  sandbox.answer(agent, {});
  const leg = await client.conferences("room").participants.create({
    from: ourNumber,
    to: agent,
    label: "ana",
    conferenceStatusCallback: `${app.url}/conference`,
    conferenceStatusCallbackEvent: ["announcement", "mute", "hold", "modify"],
  });
  await pass(1);
  const room = client.conferences(leg.conferenceSid);
  await room.participants("ana").update({ announceUrl: `${app.url}/news`, muted: true });
  await room.update({ announceUrl: `${app.url}/missing`, announceMethod: "GET" });
  await room
    .participants("ana")
    .update({ hold: true, holdUrl: `${app.url}/music`, endConferenceOnExit: true });
  await pass(3);
  expect(app.sent("/conference").map(({ StatusCallbackEvent }) => StatusCallbackEvent)).toEqual([
    "participant-mute",
    "participant-hold",
    "participant-modify",
    "announcement-end",
    "announcement-end",
  ]);
  expect(app.sent("/music").length).toBeGreaterThan(0);
  expect(await room.participants.list({ hold: true })).toMatchObject([{ label: "ana", muted: true }]);
  await expect(room.participants("ana").update({ coaching: true })).rejects.toMatchObject({ status: 400 });
  await expect(room.participants("nobody").fetch()).rejects.toMatchObject({ code: 20404 });
});

test("a participant that cannot be is refused, and begins no conference", async () => {
  const { client } = setting;
  const ring = (more: object) =>
    client.conferences("room").participants.create({ from: ourNumber, to: agent, ...more });
  await expect(ring({ to: "12" })).rejects.toMatchObject({ code: 21211 });
  await expect(ring({ coaching: true, callSidToCoach: `CA${"0".repeat(32)}` })).rejects.toMatchObject({
    status: 400,
  });
  await expect(ring({ statusCallback: "ftp://nowhere" })).rejects.toMatchObject({ code: 21609 });
  expect(await client.conferences.list()).toEqual([]);
});

test("a leg that is not answered is no participant, and its conference ends with it", async () => {
  const { app, client, sandbox, pass } = setting;
  sandbox.answer(agent, "never answers");
  const leg = await client.conferences("room").participants.create({
    from: ourNumber,
    to: agent,
    timeout: 10,
    statusCallback: `${app.url}/leg`,
  });
  await pass(5);
  const room = client.conferences(leg.conferenceSid);
  expect(await room.participants(leg.callSid).fetch()).toMatchObject({ status: "ringing" });
  await pass(12);
  expect(app.sent("/leg")).toMatchObject([{ CallStatus: "no-answer" }]);
  expect(await room.fetch()).toMatchObject({ status: "completed" });
  await expect(room.participants.create({ from: ourNumber, to: agent })).rejects.toMatchObject({
    code: 20404,
  });
});

test("by the time of day, only faster, a call of half a minute is over at once", async () => {
  const { app } = setting;
  app.on("/voice", "<Response><Say>Hello</Say><Pause length='60'/></Response>");
  const sandbox = await startTwilioSandbox({ accountSid, authToken, numbers: [ourNumber], speed: 200 });
  try {
    const client = clientOf(sandbox);
    const [number] = await client.incomingPhoneNumbers.list();
    await client.incomingPhoneNumbers(number!.sid).update({ voiceUrl: `${app.url}/voice` });
    const handset = sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "wait 30 s, hang up" });
    await eventually(async () => {
      expect(await client.calls(handset.callSid).fetch()).toMatchObject({ status: "completed" });
    });
  } finally {
    await sandbox.stop();
  }
});
