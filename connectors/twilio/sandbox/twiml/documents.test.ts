import { afterEach, beforeEach, expect, test } from "vitest";
import { render } from "../sound/sound.ts";
import { heard } from "../sound/test-goertzel.ts";
import { tone } from "../sound/tone.ts";
import { writeWav } from "../sound/wav.ts";
import { ourNumber, startTestSetting, type TestSetting, theirNumber } from "../test-setting.ts";

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
});

afterEach(() => setting.stop());

const ring = (script = "") => setting.sandbox.placeCall({ from: theirNumber, to: ourNumber, script });

async function setNumber(settings: { voiceUrl?: string; voiceFallbackUrl?: string }) {
  const [number] = await setting.client.incomingPhoneNumbers.list();
  await setting.client.incomingPhoneNumbers(number!.sid).update(settings);
}

test.each([
  { what: "is not XML", answer: "<Response><Say>Hello</Response>", code: 12100 },
  { what: "has another root", answer: "<Answer/>", code: 12100 },
  { what: "fails", answer: { status: 500, body: "" }, code: 11200 },
  { what: "is JSON", answer: { contentType: "application/json", body: "{}" }, code: 12300 },
  { what: "leads to no address", answer: "<Response><Redirect>http://</Redirect></Response>", code: 11100 },
])("where a document $what, the fallback is asked with the error's code", async ({ answer, code }) => {
  const { app, sandbox, pass } = setting;
  app.on("/voice", () => answer);
  app.on("/fallback", "<Response><Say>We are sorry</Say></Response>");
  await setNumber({ voiceFallbackUrl: `${app.url}/fallback` });
  const handset = ring();
  await pass(5);
  expect(app.sent("/fallback")).toMatchObject([{ ErrorCode: String(code), ErrorUrl: `${app.url}/voice` }]);
  expect(sandbox.errors).toMatchObject([{ code, callSid: handset.callSid }]);
  expect(app.sent("/ended")).toMatchObject([{ CallStatus: "completed", CallDuration: "1" }]);
});

test("a document that does not come in time counts as failed", async () => {
  const { app, sandbox, pass } = setting;
  app.on("/voice", () => new Promise(() => {}));
  await setNumber({ voiceUrl: `${app.url}/voice#rt=500`, voiceFallbackUrl: `${app.url}/fallback` });
  ring();
  await pass(1);
  expect(app.sent("/fallback")).toMatchObject([{ ErrorCode: "11200" }]);
  expect(sandbox.errors).toMatchObject([{ message: "The webhook did not answer in time." }]);
});

test("without a fallback the caller hears an apology, and the call ends", async () => {
  const { app, sandbox, pass } = setting;
  app.on("/voice", () => ({ status: 404, body: "" }));
  ring();
  await pass(10);
  expect(sandbox.errors).toHaveLength(1);
  expect(app.sent("/ended")).toMatchObject([{ CallStatus: "completed", CallDuration: "4" }]);
});

test("what is unknown in a document is noted and passed over", async () => {
  const { app, sandbox, pass } = setting;
  app.on("/voice", `<Response><Sing/><Say volume="9">Hello</Say><Redirect>/next</Redirect></Response>`);
  ring();
  await pass(2);
  expect(sandbox.errors.map(({ code, message }) => [code, message])).toEqual([
    [12200, "<Response> cannot have <Sing> in it."],
    [12200, "<Say> has no attribute volume."],
  ]);
  expect(app.sent("/next")).toHaveLength(1);
});

test("a rejected call never was in progress", async () => {
  const { app, client, pass } = setting;
  app.on("/voice", `<Response><Reject reason="busy"/></Response>`);
  const handset = ring();
  await pass(1);
  expect(await client.calls(handset.callSid).fetch()).toMatchObject({ status: "busy", startTime: null });
  app.on("/voice", "<Response><Pause length='3'/><Reject/></Response>");
  const other = ring();
  await pass(1);
  expect(await client.calls(other.callSid).fetch()).toMatchObject({ status: "ringing" });
  await pass(3);
  expect(app.sent("/ended").map(({ CallStatus }) => CallStatus)).toEqual(["busy", "no-answer"]);
});

test("keys end with the finishing key, with their number, or with time", async () => {
  const { app, pass } = setting;
  app.on("/voice", `<Response><Gather action="/keys" timeout="3"/><Redirect>/none</Redirect></Response>`);
  ring("press 12#");
  ring("press 345");
  ring();
  await pass(9);
  expect(app.sent("/keys").map(({ Digits, FinishedOnKey }) => [Digits, FinishedOnKey])).toEqual([
    ["12", "#"],
    ["345", ""],
  ]);
  expect(app.sent("/none")).toHaveLength(1);

  app.on(
    "/voice",
    `<Response><Gather action="/empty" timeout="2" actionOnEmptyResult="true" method="GET"/></Response>`,
  );
  ring();
  await pass(4);
  expect(app.sent("/empty")).toMatchObject([{ Digits: "" }]);
});

test("a prompt stops at the first key, and a file is heard as it sounds", async () => {
  const { app, client, pass, listen } = setting;
  const file = writeWav([render(tone(1300), 0, 2000)]);
  app.on("/sound.wav", () => ({ contentType: "audio/wav", body: file }));
  app.on(
    "/voice",
    `<Response><Gather action="/keys" numDigits="1"><Play loop="0">/sound.wav</Play></Gather></Response>`,
  );
  app.on("/keys", `<Response><Play digits="5w5"/><Pause length="5"/></Response>`);
  const handset = ring("wait 1 s, wait 6 s, press 1");
  await pass(0);
  const recording = await client.calls(handset.callSid).recordings.create({ recordingTrack: "outbound" });
  await pass(20);
  const [sound] = await listen(recording.sid);
  expect(heard([1300], sound!, 1, 7)).toEqual([1300]);
  expect(heard([1300], sound!, 9, 12)).toEqual([]);
  expect(heard([770, 1336], sound!.subarray(8 * 8000 + 80), 0, 0.15)).toEqual([770, 1336]);
  expect(app.requests.filter(({ path }) => path === "/sound.wav")).toHaveLength(1);
});
