import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ourNumber, startTestSetting, type TestSetting, theirNumber } from "../test-setting.ts";

let setting: TestSetting;

beforeEach(async () => {
  setting = await startTestSetting();
  setting.sandbox.answer(theirNumber, { afterMs: 1000 });
});

afterEach(() => setting.stop());

const call = (fragment = "") =>
  setting.client.calls.create({
    from: ourNumber,
    to: theirNumber,
    twiml: "<Response><Pause length='2'/></Response>",
    statusCallback: `${setting.app.url}/status${fragment}`,
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
  });

const statuses = () => setting.app.sent("/status").map(({ CallStatus }) => CallStatus);

test("callbacks come twice, the second with the token of the first", async () => {
  setting.sandbox.misbehave({ callbacksTwice: true });
  await call();
  await setting.pass(10);
  expect(statuses()).toEqual(
    ["initiated", "ringing", "in-progress", "completed"].flatMap((one) => [one, one]),
  );
  const tokens = setting.app.requests.map(({ token }) => token);
  expect(new Set(tokens).size).toBe(4);
  expect(tokens[0]).toBe(tokens[1]);
});

test("a request for a document comes twice, and the second answer is followed", async () => {
  const { app, sandbox, pass } = setting;
  let times = 0;
  app.on("/voice", () => `<Response><Redirect>/answer-${++times}</Redirect></Response>`);
  sandbox.misbehave({ documentsTwice: true });
  sandbox.placeCall({ from: theirNumber, to: ourNumber });
  await pass(1);
  expect(app.requests.map(({ path }) => path).slice(0, 4)).toEqual([
    "/voice",
    "/voice",
    "/answer-2",
    "/answer-2",
  ]);
});

test("callbacks that come late overtake each other", async () => {
  setting.sandbox.misbehave({ delayMs: ({ CallStatus }) => (CallStatus === "ringing" ? 8000 : 0) });
  await call();
  await setting.pass(20);
  expect(statuses()).toEqual(["initiated", "in-progress", "completed", "ringing"]);
});

test("callbacks that are held are delivered in whatever order", async () => {
  const held = setting.sandbox.holdCallbacks();
  await call();
  await setting.pass(10);
  expect(statuses()).toEqual([]);
  expect(held.list().map(({ CallStatus }) => CallStatus)).toEqual([
    "initiated",
    "ringing",
    "in-progress",
    "completed",
  ]);
  await held.deliver([3, 0, 2, 0]);
  expect(statuses()).toEqual(["completed", "initiated", "in-progress", "initiated"]);
});

test("a forged webhook is not signed by the account", async () => {
  const { app, sandbox } = setting;
  const fields = { CallSid: "CA1", CallStatus: "completed" };
  expect(await sandbox.forge(`${app.url}/status`, fields)).toBe(403);
  expect(app.refused).toBe(1);
  expect(app.requests).toEqual([]);
});

test("a REST request fails once, as told", async () => {
  const { sandbox, client } = setting;
  sandbox.failOnce({
    method: "POST",
    path: "/Calls",
    status: 503,
    code: 20503,
    message: "Service unavailable",
  });
  await expect(call()).rejects.toMatchObject({ status: 503, code: 20503 });
  expect(await client.calls.list()).toEqual([]);
  await expect(call()).resolves.toMatchObject({ status: "queued" });
});

test("a webhook that does not answer is asked again with the same token where its address says so", async () => {
  const { app, pass, sandbox } = setting;
  let times = 0;
  app.on("/status", () => (++times === 1 ? { status: 503, body: "" } : ""));
  await call("#rc=2&rp=all");
  await pass(0.5);
  expect(statuses()).toEqual(["initiated", "initiated", "ringing"]);
  expect(app.requests[0]!.token).toBe(app.requests[1]!.token);
  await pass(10);
  expect(sandbox.errors).toEqual([]);
});

test("a connection that breaks is tried once more, with the same token", async () => {
  const { client, pass, sandbox } = setting;
  const tokens: unknown[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers["i-twilio-idempotency-token"]);
    if (tokens.length === 1) request.socket.destroy();
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  sandbox.answer(theirNumber, "busy");
  await client.calls.create({
    from: ourNumber,
    to: theirNumber,
    twiml: "<Response/>",
    statusCallback: `http://127.0.0.1:${port}/`,
  });
  await pass(2);
  server.closeAllConnections();
  server.close();
  expect(tokens).toEqual([tokens[0], tokens[0]]);
  expect(sandbox.errors).toEqual([]);
});

test("a callback that is not heard is noted and does not hold up the call", async () => {
  const { app, pass, sandbox } = setting;
  app.on("/status", () => new Promise(() => {}));
  const placed = await call("#rt=500");
  await pass(10);
  expect(await setting.client.calls(placed.sid).fetch()).toMatchObject({ status: "completed" });
  expect(statuses()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
  expect(sandbox.errors.map(({ code }) => code)).toEqual([11200, 11200, 11200, 11200]);
});
