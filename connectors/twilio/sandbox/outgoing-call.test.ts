import { afterEach, beforeEach, expect, test } from "vitest";
import type { Handset } from "./parties/party.ts";
import { render } from "./sound/sound.ts";
import { heard } from "./sound/test-goertzel.ts";
import { agent, ourNumber, startTestSetting, type TestSetting, theirNumber } from "./test-setting.ts";

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting({ forbiddenPrefixes: ["+90"] });
});

afterEach(() => setting.stop());

function call(to = theirNumber) {
  const { app, client } = setting;
  return client.calls.create({
    from: ourNumber,
    to,
    url: `${app.url}/answered`,
    timeout: 20,
    statusCallback: `${app.url}/status`,
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
  });
}

const statuses = () => setting.app.sent("/status").map(({ CallStatus }) => CallStatus);

test("an outgoing call that is answered follows its document and tells each of its stages", async () => {
  const { app, client, sandbox, pass } = setting;
  app.on("/answered", "<Response><Say>Good morning to you</Say></Response>");
  sandbox.answer(theirNumber, { afterMs: 4000 });
  const placed = await call();
  expect(placed).toMatchObject({ status: "queued", direction: "outbound-api", duration: null });
  await pass(10);
  expect(statuses()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
  expect(app.sent("/status").map(({ SequenceNumber }) => SequenceNumber)).toEqual(["0", "1", "2", "3"]);
  expect(app.sent("/status").at(-1)).toMatchObject({
    CallDuration: "2",
    CallbackSource: "call-progress-events",
  });
  expect(app.sent("/answered")).toMatchObject([{ CallSid: placed.sid, Direction: "outbound-api" }]);
  const ended = await client.calls(placed.sid).fetch();
  expect(ended.startTime?.getTime()).toBeGreaterThan(ended.dateCreated.getTime());
  expect(ended.duration).toBe("2");
});

test.each([
  { manner: "busy", ends: ["initiated", "busy"] },
  { manner: "fails", ends: ["initiated", "failed"] },
  { manner: "never answers", ends: ["initiated", "ringing", "no-answer"] },
  { manner: "never connects", ends: ["initiated", "no-answer"] },
] as const)("a call to somebody who is '$manner' ends with the fitting status", async ({ manner, ends }) => {
  setting.sandbox.answer(theirNumber, manner);
  await call();
  await setting.pass(30);
  expect(statuses()).toEqual(ends);
  expect(setting.app.sent("/answered")).toEqual([]);
});

test("a call that rings is canceled, and is then out of reach", async () => {
  const { client, sandbox, pass } = setting;
  sandbox.answer(theirNumber, "never answers");
  const placed = await call();
  await pass(3);
  await expect(client.calls(placed.sid).update({ url: "http://127.0.0.1/" })).rejects.toMatchObject({
    code: 21220,
    status: 400,
  });
  await client.calls(placed.sid).update({ status: "canceled" });
  await pass(1);
  expect(statuses()).toEqual(["initiated", "ringing", "canceled"]);
  await expect(client.calls(placed.sid).update({ status: "completed" })).rejects.toMatchObject({
    code: 21220,
  });
});

test("numbers that cannot be called are refused with Twilio's codes", async () => {
  const { client } = setting;
  const twiml = "<Response/>";
  await expect(call("12")).rejects.toMatchObject({ code: 21211, status: 400 });
  await expect(call("client:no spaces")).rejects.toMatchObject({ code: 21211 });
  await expect(call("+905551234567")).rejects.toMatchObject({ code: 21215 });
  await expect(client.calls.create({ from: "+4930999", to: theirNumber, twiml })).rejects.toMatchObject({
    code: 21210,
  });
  await expect(client.calls.create({ from: ourNumber, to: theirNumber })).rejects.toMatchObject({
    code: 21205,
  });
  expect(await client.calls.list()).toEqual([]);
});

test("a dialled number and a client ring together, whoever answers first gets the call, and both hear each other", async () => {
  const { app, client, sandbox, pass, listen } = setting;
  app.on(
    "/answered",
    `<Response><Dial callerId="${ourNumber}" action="/dialled" record="record-from-answer-dual" recordingStatusCallback="/recorded">
      <Number>+4930777</Number>
      <Client statusCallback="/child" statusCallbackEvent="ringing answered completed"><Identity>agent_ana</Identity><Parameter name="ticket" value="7 &amp; 8"/></Client>
    </Dial></Response>`,
  );
  app.on("/dialled", "<Response><Hangup/></Response>");
  sandbox.answer(theirNumber, { script: "talk", hertz: 500 });
  sandbox.answer("+4930777", { afterMs: 9000 });
  let called: Handset | undefined;
  sandbox.answer(agent, {
    ring(handset) {
      called = handset;
      handset.ringing();
      handset.answer();
    },
  });
  const placed = await call();
  await pass(6);
  const children = await client.calls.list({ parentCallSid: placed.sid });
  const statusOf = Object.fromEntries(children.map(({ to, status }) => [to, status]));
  expect(statusOf).toEqual({ "+4930777": "canceled", [agent]: "in-progress" });
  expect(called?.parameters).toEqual({ ticket: "7 & 8" });
  const now = setting.clock.now();
  expect(heard([425, 500], render(called!.ear, now - 4000, now), 0, 4)).toEqual([500]);
  const child = children.find(({ to }) => to === agent)!;
  await client.calls(child.sid).update({ status: "completed" });
  await pass(3);
  expect(app.sent("/dialled")).toMatchObject([
    { DialCallStatus: "completed", DialCallSid: child.sid, DialCallDuration: "6" },
  ]);
  expect(app.sent("/child").map(({ CallStatus }) => CallStatus)).toEqual([
    "ringing",
    "in-progress",
    "completed",
  ]);
  expect(app.sent("/child")[0]).toMatchObject({ ParentCallSid: placed.sid, Direction: "outbound-dial" });
  const [recorded] = app.sent("/recorded");
  expect(recorded).toMatchObject({
    RecordingChannels: "2",
    RecordingSource: "DialVerb",
    RecordingDuration: "6",
  });
  const [said, answeredWith] = await listen(recorded!.RecordingSid!);
  expect(heard([500], said!, 1, 5)).toEqual([500]);
  expect(heard([500], answeredWith!, 1, 5)).toEqual([]);
});

test("what cannot be dialled fails without ringing", async () => {
  const { app, sandbox, pass } = setting;
  app.on("/voice", `<Response><Dial action="/dialled"><Number>+905551234567</Number></Dial></Response>`);
  app.on("/dialled", `<Response><Dial action="/again">none</Dial></Response>`);
  sandbox.placeCall({ from: theirNumber, to: ourNumber });
  await pass(2);
  expect(app.sent("/dialled")).toMatchObject([{ DialCallStatus: "failed" }]);
  expect(app.sent("/again")).toMatchObject([{ DialCallStatus: "failed" }]);
  expect(sandbox.errors.map(({ code }) => code)).toEqual([13227, 13223]);
});

test("a dialled party that is busy is told of, and the caller goes on", async () => {
  const { app, sandbox, pass } = setting;
  app.on("/voice", `<Response><Dial action="/dialled"><Client>agent_ana</Client></Dial></Response>`);
  app.on("/dialled", "<Response><Say>Nobody is there</Say></Response>");
  sandbox.answer(agent, "busy");
  sandbox.placeCall({ from: theirNumber, to: ourNumber });
  await pass(10);
  expect(app.sent("/dialled")).toMatchObject([{ DialCallStatus: "busy" }]);
  expect(app.sent("/ended")).toMatchObject([{ CallStatus: "completed" }]);
});
