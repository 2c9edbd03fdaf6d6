import fc from "fast-check";
import { expect, test } from "vitest";
import { createFakeContext } from "./fake-context.ts";
import { twilio } from "./index.ts";
import { accountSid, authToken, ourNumber, theirNumber } from "./sandbox/test-setting.ts";
import { legOf, startTestHub, type TestHub } from "./test-hub.ts";
import { usual } from "./test-script.ts";

const leg = legOf("leg-1", "ana");

async function startWaiting(): Promise<{ hub: TestHub; callSid: string }> {
  const hub = await startTestHub(usual);
  hub.sandbox.answer("client:person_ana", { afterMs: 1000, script: "talk" });
  const script = "press 2, wait 60 s, hang up";
  const { callSid } = hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script });
  await hub.pass(10);
  return { hub, callSid };
}

/** Each index once at least, and some again, in any order. */
const anyOrder = (count: number, seed: readonly number[]) => {
  const all = Array.from({ length: count }, (_, index) => index);
  return [...all, ...all]
    .map((index, nth) => ({ index, key: seed[nth % seed.length]! * (nth + 1) }))
    .sort((a, b) => (a.key % 101) - (b.key % 101))
    .map(({ index }) => index);
};

test("callbacks in every order, each twice, bring caller and person together once and end the call once", async () => {
  const seeds = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 8, maxLength: 32 });
  const property = fc.asyncProperty(seeds, seeds, async (first, second) => {
    const { hub, callSid } = await startWaiting();
    try {
      const held = hub.sandbox.holdCallbacks();
      await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
      await hub.pass(3);
      expect(held.list()).toHaveLength(2);
      await held.deliver(anyOrder(held.list().length, first));
      await hub.pass(3);
      expect(await hub.inConference(callSid)).toEqual(["caller", "leg-1"]);
      expect(hub.door.legs.get("leg-1")).toMatchObject({ state: "connected" });

      await hub.pass(90);
      await held.deliver(anyOrder(held.list().length, second));
      expect(hub.door.told).toEqual([
        { type: "digits", turn: 1, digits: "2" },
        { type: "accepted" },
        { type: "hungUp" },
      ]);
      expect(hub.door.legs.get("leg-1")).toEqual({ state: "ended", externalId: expect.any(String) });
      expect(hub.door.hasLost).toBe(false);
      const calls = await hub.client.calls.list();
      expect(calls.map(({ status }) => status)).toEqual(["completed", "completed"]);
      expect(hub.knocks.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
    } finally {
      await hub.stop();
    }
  });
  await fc.assert(property, { numRuns: 12 });
});

test("a person whose connection is lost is told of as gone, while the caller is there still", async () => {
  const { hub, callSid } = await startWaiting();
  await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(5);
  await hub.client.calls(hub.door.legs.get("leg-1")!.externalId!).update({ status: "completed" });
  await hub.pass(1);
  expect(hub.door.legs.get("leg-1")).toMatchObject({ state: "ended" });
  expect(hub.door.hasLost).toBe(true);
  expect(hub.door.isOver).toBe(false);
  await hub.stop();
});

test("a join that is told twice at once brings the caller once", async () => {
  const { hub, callSid } = await startWaiting();
  const held = hub.sandbox.holdCallbacks();
  await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(3);
  const joined = held
    .list()
    .findIndex(({ StatusCallbackEvent }) => StatusCallbackEvent === "participant-join");
  await Promise.all([held.deliver([joined]), held.deliver([joined]), held.deliver([joined])]);
  await hub.pass(3);
  expect(await hub.inConference(callSid)).toEqual(["caller", "leg-1"]);
  await hub.stop();
});

test("another node that hears of a join leaves the caller with whom they are", async () => {
  const { hub, callSid } = await startWaiting();
  await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(5);
  const joined = hub.knocks.find(({ body }) => /participant-join.*leg-1|leg-1.*participant-join/.test(body))!;
  const context = createFakeContext({
    publicUrl: hub.publicUrl,
    settings: { accountSid, authToken, number: ourNumber, apiUrl: hub.sandbox.url },
    calls: hub.door,
  });
  const other = await twilio.start(context);
  const { url, headers, body } = joined;
  const answered = await other.webhook?.(new Request(url, { method: "POST", headers, body }), { ip: "" });
  expect(answered?.status).toBe(204);
  await hub.pass(3);
  expect(await hub.inConference(callSid)).toEqual(["caller", "leg-1"]);
  await other.stop();
  await hub.stop();
});

test("all that Twilio asks and tells may come twice", async () => {
  const hub = await startTestHub(usual);
  hub.sandbox.misbehave({ callbacksTwice: true, documentsTwice: true });
  hub.sandbox.answer("client:person_ana", { afterMs: 1000, script: "talk" });
  const script = "press 2, wait 20 s, hang up";
  const { callSid } = hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script });
  await hub.pass(10);
  await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(5);
  expect(await hub.inConference(callSid)).toEqual(["caller", "leg-1"]);
  await hub.pass(30);
  expect(hub.door.told).toEqual([
    { type: "digits", turn: 1, digits: "2" },
    { type: "accepted" },
    { type: "hungUp" },
  ]);
  expect(hub.door.heard).toBeGreaterThan(hub.door.told.length * 2);
  await hub.stop();
  expect(hub.sandbox.errors).toEqual([]);
});

test("what is told of a call that is over, or that nobody knows, brings nobody back", async () => {
  const { hub, callSid } = await startWaiting();
  const held = hub.sandbox.holdCallbacks();
  await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(3);
  await hub.voice.hangUp(hub.call(callSid));
  await hub.pass(3);
  const joined = held
    .list()
    .findIndex(({ StatusCallbackEvent }) => StatusCallbackEvent === "participant-join");
  const ended = held.list().findIndex(({ CallSid, CallStatus }) => CallSid === callSid && CallStatus);
  await held.deliver([ended, joined]);
  expect(hub.door.told.map(({ type }) => type)).toEqual(["digits", "hungUp"]);
  expect((await hub.client.calls(callSid).fetch()).status).toBe("completed");
  expect(hub.knocks.slice(-2).map(({ status }) => status)).toEqual([204, 204]);
  await hub.stop();
});

test("a caller whom Twilio could not be asked to bring is brought when the callback comes again", async () => {
  const { hub, callSid } = await startWaiting();
  hub.sandbox.failOnce({
    method: "POST",
    path: `/Calls/${callSid}`,
    status: 503,
    code: 20503,
    message: "Try later",
  });
  await hub.voice.join(hub.call(callSid), leg, { timeoutSeconds: 10 });
  await hub.pass(5);
  expect(await hub.inConference(callSid)).toEqual(["caller", "leg-1"]);
  await hub.stop();
});

test("what Twilio did not sign is refused and changes nothing", async () => {
  const { hub, callSid } = await startWaiting();
  const { heard } = hub.door;
  const fields = { CallSid: callSid, CallStatus: "completed", From: theirNumber, To: ourNumber };
  for (const path of [
    "/voice",
    "/voice/steps?turn=1",
    "/status",
    "/leg?leg=leg-1",
    "/conference",
    "/nowhere",
  ]) {
    const { url } = hub.knocks[0]!;
    expect(await hub.sandbox.forge(url.replace(/\/voice$/, path), fields), path).toBe(403);
  }
  expect(hub.door.heard).toBe(heard);
  await hub.stop();
});
