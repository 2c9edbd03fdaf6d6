import { afterEach, beforeEach, expect, test } from "vitest";
import { heard } from "./sound/test-goertzel.ts";
import { fetchMedia, ourNumber, startTestSetting, type TestSetting, theirNumber } from "./test-setting.ts";

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
  const { app } = setting;
  app.on(
    "/voice",
    `<Response>
      <Say>Nobody is here</Say>
      <Record action="/left" maxLength="60" timeout="5" recordingStatusCallback="/recorded" recordingStatusCallbackEvent="in-progress completed absent"/>
      <Say>You said nothing</Say>
    </Response>`,
  );
  app.on("/left", "<Response><Hangup/></Response>");
});

afterEach(() => setting.stop());

test("what a caller says after the beep is a recording whose file is there once it is completed", async () => {
  const { app, client, sandbox, pass, listen } = setting;
  sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "wait 3 s, talk 8 s", hertz: 500 });
  await pass(10);
  const [running] = await client.recordings.list({ limit: 1 });
  expect(running).toMatchObject({ status: "in-progress", source: "RecordVerb", duration: null });
  expect((await fetchMedia(sandbox, running!.sid)).status).toBe(404);
  await pass(20);

  const said = app.sent("/left").at(-1)!;
  expect(said).toMatchObject({ RecordingDuration: "14", Digits: "" });
  const told = app.sent("/recorded").filter(({ RecordingSid }) => RecordingSid === said.RecordingSid);
  expect(told).toMatchObject([
    { RecordingStatus: "in-progress" },
    { RecordingStatus: "completed", RecordingDuration: "14", RecordingChannels: "1", CallSid: said.CallSid },
  ]);
  expect(told[1]!.RecordingUrl).toBe(said.RecordingUrl);
  const [voice] = await listen(said.RecordingSid!);
  expect(heard([500], voice!, 3, 8)).toEqual([500]);
  expect(heard([500], voice!, 11, 14)).toEqual([]);

  await client.recordings(said.RecordingSid!).remove();
  await expect(client.recordings(said.RecordingSid!).fetch()).rejects.toMatchObject({ code: 20404 });
  expect((await fetchMedia(sandbox, said.RecordingSid!)).status).toBe(404);
});

test("a caller who hangs up after the message has left one too", async () => {
  const { app, sandbox, pass } = setting;
  sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "wait 3 s, talk 4 s, hang up" });
  await pass(20);
  expect(app.sent("/left")).toMatchObject([{ Digits: "hangup", CallStatus: "completed" }]);
  expect(app.sent("/recorded").at(-1)).toMatchObject({ RecordingStatus: "completed" });
});

test("who says nothing goes on below", async () => {
  const { app, sandbox, pass } = setting;
  sandbox.placeCall({ from: theirNumber, to: ourNumber });
  await pass(20);
  expect(app.sent("/left")).toEqual([]);
  expect(app.sent("/ended")).toMatchObject([{ CallDuration: "8" }]);
});
