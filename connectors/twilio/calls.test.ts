import { afterEach, beforeEach, expect, test } from "vitest";
import { ourNumber, theirNumber } from "./sandbox/test-setting.ts";
import { legOf, startTestHub, type TestHub } from "./test-hub.ts";
import { usual } from "./test-script.ts";

const ana = "client:person_ana";
const leg = legOf("leg-1", "ana");

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub(usual);
});

afterEach(async () => {
  await hub.stop();
  expect(hub.sandbox.errors).toEqual([]);
});

const callIn = (script: string) => hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script });

const statusOf = async (callSid: string) => (await hub.client.calls(callSid).fetch()).status;

test("a caller goes by a key into the queue, meets the person who joins, and hangs up", async () => {
  hub.sandbox.answer(ana, { afterMs: 2000, script: "talk" });
  const caller = callIn("press 2, wait 40 s, hang up");
  await hub.pass(20);
  expect(hub.door.arrived).toEqual([
    {
      externalId: caller.callSid,
      from: { identity: { kind: "phone", address: theirNumber } },
      to: ourNumber,
    },
  ]);
  expect(hub.door.told).toEqual([{ type: "digits", turn: 1, digits: "2" }]);

  await hub.voice.join(hub.call(caller.callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(1);
  expect(hub.door.legs.get("leg-1")).toMatchObject({ state: "ringing" });
  await hub.pass(4);
  expect(hub.door.legs.get("leg-1")).toMatchObject({ state: "connected" });
  expect(await hub.inConference(caller.callSid)).toEqual(["caller", "leg-1"]);

  await hub.pass(40);
  expect(hub.door.told).toEqual([
    { type: "digits", turn: 1, digits: "2" },
    { type: "accepted" },
    { type: "hungUp" },
  ]);
  const { externalId, ...ended } = hub.door.legs.get("leg-1")!;
  expect(ended).toEqual({ state: "ended" });
  expect(await statusOf(externalId!)).toBe("completed");
});

test("who presses the key in the queue hears goodbye and is gone from it", async () => {
  const caller = callIn("press 2, wait 3 s, press 9, wait 2 s, press 5");
  await hub.pass(40);
  expect(hub.door.told).toEqual([
    { type: "digits", turn: 1, digits: "2" },
    { type: "digits", turn: 2, digits: "5" },
    { type: "hungUp" },
  ]);
  expect(await statusOf(caller.callSid)).toBe("completed");
});

test("who presses nothing leaves a message", async () => {
  callIn("wait 14 s, talk 6 s");
  await hub.pass(60);
  expect(hub.door.told).toMatchObject([
    { type: "timedOut", turn: 1 },
    { type: "recorded", turn: 3, seconds: expect.any(Number) },
    { type: "hungUp" },
  ]);
});

test("a message of nothing is told as such", async () => {
  callIn("press 1");
  await hub.pass(60);
  expect(hub.door.told).toMatchObject([
    { type: "digits", digits: "1" },
    { type: "recorded", seconds: 0 },
    { type: "hungUp" },
  ]);
});

test("who hangs up while leaving a message has left it", async () => {
  callIn("press 1, wait 4 s, talk 5 s, hang up");
  await hub.pass(60);
  // That the caller is gone is told first, and ends the call; the hub looks for the message then.
  expect(hub.door.told.map(({ type }) => type)).toEqual(["digits", "hungUp"]);
  const left = hub.knocks.filter(({ url }) => url.includes("/voice/recorded?turn=3"));
  expect(left.map(({ status, body }) => [status, body.includes("Digits=hangup")])).toEqual([[200, true]]);
});

test.each([
  ["before anything is said", "hang up", []],
  ["at the menu", "wait 2 s, hang up", []],
  ["in the queue", "press 2, wait 15 s, hang up", ["digits"]],
])("a caller who hangs up %s is told of as gone", async (_when, script, before) => {
  callIn(script);
  await hub.pass(60);
  expect(hub.door.told.map(({ type }) => type)).toEqual([...before, "hungUp"]);
});

test("a caller who hangs up while the person's phone rings lets nobody wait once the hub drops the leg", async () => {
  hub.sandbox.answer(ana, "never answers");
  const caller = callIn("press 2, wait 10 s, hang up");
  await hub.pass(8);
  await hub.voice.join(hub.call(caller.callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(10);
  expect(hub.door.isOver).toBe(true);
  const { externalId } = hub.door.legs.get("leg-1")!;
  await hub.voice.drop(hub.call(caller.callSid), { ...leg, externalId });
  await hub.pass(1);
  expect(hub.door.legs.get("leg-1")).toMatchObject({ state: "ended" });
  expect(await statusOf(externalId!)).toBe("canceled");
});

test.each([
  ["busy", { state: "ended", reason: "declined", detail: "busy" }],
  ["fails", { state: "ended", reason: "failed", detail: "failed" }],
  ["never answers", { state: "ended", reason: "noAnswer", detail: "no-answer" }],
  ["never connects", { state: "ended", reason: "noAnswer", detail: "no-answer" }],
] as const)("a leg whose browser is '%s' ends, and the caller waits on for the next", async (manner, ended) => {
  hub.sandbox.answer(ana, manner);
  hub.sandbox.answer("client:person_bo", {});
  const caller = callIn("press 2, wait 90 s, hang up");
  await hub.pass(10);
  const call = hub.call(caller.callSid);
  await hub.voice.join(call, leg, { timeoutSeconds: 10 });
  await hub.pass(20);
  expect(hub.door.legs.get("leg-1")).toMatchObject(ended);
  const [queue] = await hub.client.queues.list();
  expect(queue?.currentSize).toBe(1);

  await hub.voice.join(call, legOf("leg-2", "bo"), { timeoutSeconds: 10 });
  await hub.pass(2);
  expect(hub.door.legs.get("leg-2")).toMatchObject({ state: "connected" });
  expect(await hub.inConference(caller.callSid)).toEqual(["caller", "leg-2"]);
});

test("a number is joined with the caller id it is given", async () => {
  const called = "+4940111";
  hub.sandbox.answer(called, "busy");
  const caller = callIn("press 2, wait 60 s");
  await hub.pass(10);
  const toNumber = legOf("leg-n", "", { to: { kind: "number", number: called, callerId: ourNumber } });
  await hub.voice.join(hub.call(caller.callSid), toNumber, { timeoutSeconds: 20 });
  await hub.pass(2);
  const [made] = await hub.client.calls.list({ to: called });
  expect(made).toMatchObject({ from: ourNumber, status: "busy" });
  expect(hub.door.legs.get("leg-n")).toMatchObject({ state: "ended", reason: "busy" });
});
