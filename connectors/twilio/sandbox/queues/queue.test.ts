import { afterEach, beforeEach, expect, test } from "vitest";
import { ourNumber, startTestSetting, type TestSetting, theirNumber } from "../test-setting.ts";

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
  const { app } = setting;
  app.on("/voice", `<Response><Gather action="/menu" numDigits="1"/></Response>`);
  app.on("/menu", `<Response><Enqueue waitUrl="/wait" action="/left">support</Enqueue></Response>`);
  app.on("/wait", `<Response><Say>Please hold the line</Say><Pause length="8"/></Response>`);
});

afterEach(() => setting.stop());

test("a caller who hangs up in the queue is told of as such, and one who leaves it goes on below", async () => {
  const { app, sandbox, pass } = setting;
  sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2, wait 5 s, hang up" });
  await pass(20);
  expect(app.sent("/left")).toMatchObject([{ QueueResult: "hangup", CallStatus: "completed" }]);

  app.on(
    "/wait",
    `<Response><Gather numDigits="1" action="/callback"><Say>Press one to be called back</Say></Gather></Response>`,
  );
  app.on("/callback", "<Response><Leave/></Response>");
  app.on("/left", "<Response><Say>We call you</Say></Response>");
  sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2, press 1" });
  await pass(20);
  expect(app.sent("/callback")).toMatchObject([{ Digits: "1", QueuePosition: "1" }]);
  expect(app.sent("/left").at(-1)).toMatchObject({ QueueResult: "leave", CallStatus: "in-progress" });
  expect(app.sent("/ended")).toHaveLength(2);
});

test("a full queue takes nobody more", async () => {
  const { app, client, sandbox, pass } = setting;
  await client.queues.create({ friendlyName: "support", maxSize: 1 });
  sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2" });
  sandbox.placeCall({ from: "+4917655502", to: ourNumber, script: "press 2" });
  await pass(8);
  expect(app.sent("/left").map(({ QueueResult }) => QueueResult)).toEqual(["queue-full"]);
});

test("a member is taken out of the queue by its resource", async () => {
  const { app, client, sandbox, pass } = setting;
  const caller = sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2" });
  await pass(8);
  const [queue] = await client.queues.list();
  await client
    .queues(queue!.sid)
    .members("Front")
    .update({ url: `${app.url}/next` });
  await pass(1);
  expect(app.sent("/next")).toMatchObject([{ CallSid: caller.callSid }]);
  expect(app.sent("/left")).toMatchObject([{ QueueResult: "redirected" }]);
});
