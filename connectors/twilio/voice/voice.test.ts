import { afterEach, expect, test } from "vitest";
import type { CallStep } from "../../contract.ts";
import type { Handset } from "../sandbox/parties/party.ts";
import { render } from "../sandbox/sound/sound.ts";
import { heard } from "../sandbox/sound/test-goertzel.ts";
import { ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import type { Script } from "../test-door.ts";
import { hubCallId, legOf, startTestHub, type TestHub } from "../test-hub.ts";
import { message, usual, waiting } from "../test-script.ts";

const callerHz = 500;
const anaHz = 700;
const bossHz = 900;
const pitches = [callerHz, anaHz, bossHz];
const leg = legOf("leg-ana", "ana");
const connect: CallStep[] = [{ type: "connect", turn: 3, to: { kind: "person" } }];

let hub: TestHub;

afterEach(() => hub.stop());

/** A caller who talks with Ana. */
async function talking(script: Script = usual) {
  hub = await startTestHub(script);
  hub.sandbox.answer("client:person_ana", { script: "talk", hertz: anaHz });
  const handset = hub.sandbox.placeCall({
    from: theirNumber,
    to: ourNumber,
    script: "press 2, talk",
    hertz: callerHz,
  });
  await hub.pass(10);
  const call = hub.call(handset.callSid);
  await hub.voice.join(call, leg, { timeoutSeconds: 10 });
  await hub.pass(2);
  expect(hub.door.legs.get(leg.id)).toMatchObject({ state: "connected" });
  return { handset, call };
}

const hears = (handset: Handset) => {
  const now = hub.clock.now();
  return heard(pitches, render(handset.ear, now - 3000, now), 0, 3);
};

test("a caller on hold hears the music they are to hear, and is not heard", async () => {
  const { handset, call } = await talking();
  await hub.pass(4);
  expect(hears(handset)).toEqual([anaHz]);
  await hub.voice.hold(call, { isHeld: true, music: null });
  await hub.voice.hold(call, { isHeld: true, music: null });
  await hub.pass(4);
  expect(hears(handset)).toEqual([]);
  await hub.voice.hold(call, { isHeld: false, music: null });
  await hub.pass(4);
  expect(hears(handset)).toEqual([anaHz]);
});

test("music for a hold is asked for at an address of the hub", async () => {
  const { call } = await talking();
  await hub.voice.hold(call, { isHeld: true, music: "file-7" });
  await hub.pass(1);
  const asked = hub.knocks.filter(({ url }) => url.includes("/hold?music=file-7"));
  expect(asked[0]?.document).toBe(
    `<?xml version="1.0" encoding="UTF-8"?><Response><Play>${hub.publicUrl}/sounds/file-7</Play></Response>`,
  );
});

test("who talks with nobody cannot be held", async () => {
  hub = await startTestHub(usual);
  await expect(hub.voice.hold(hub.call("CA1"), { isHeld: true, music: null })).rejects.toMatchObject({
    kind: "rejected",
  });
});

test("asking twice for the same leg rings once", async () => {
  const { handset, call } = await talking();
  await hub.voice.join(call, leg, { timeoutSeconds: 10 });
  await hub.pass(2);
  expect(await hub.client.calls.list({ to: "client:person_ana" })).toHaveLength(1);
  expect(await hub.inConference(handset.callSid)).toEqual(["caller", "leg-ana"]);
});

test("a second person joins without the caller having to leave, and the first goes without ending the call", async () => {
  const { handset, call } = await talking();
  hub.sandbox.answer("client:person_boss", { script: "talk", hertz: bossHz });
  await hub.voice.join(call, legOf("leg-boss", "boss"), { timeoutSeconds: 10 });
  await hub.pass(5);
  expect(hears(handset)).toEqual([anaHz, bossHz]);
  await hub.voice.drop(call, { ...leg, externalId: hub.door.legs.get(leg.id)?.externalId });
  await hub.pass(5);
  expect(hub.door.legs.get(leg.id)).toMatchObject({ state: "ended" });
  expect(hears(handset)).toEqual([bossHz]);
  expect(hub.door.isOver).toBe(false);
});

test("who listens is heard by nobody; who whispers, by one person alone", async () => {
  const { handset, call } = await talking();
  hub.sandbox.answer("client:person_boss", { script: "talk", hertz: bossHz });
  const boss = (id: string, role: "listen" | "whisper") => legOf(id, "boss", { role, by: leg.id });
  await hub.voice.join(call, boss("leg-1", "listen"), { timeoutSeconds: 10 });
  await hub.pass(5);
  expect(hears(handset)).toEqual([anaHz]);
  await hub.voice.drop(call, { ...boss("leg-1", "listen") });
  await hub.voice.join(call, boss("leg-2", "whisper"), { timeoutSeconds: 10 });
  await hub.pass(5);
  expect(hears(handset)).toEqual([anaHz]);
  expect(await hub.participants(handset.callSid)).toMatchObject([
    { label: "leg-ana" },
    { label: "caller" },
    { label: "leg-2", coaching: true, callSidToCoach: hub.door.legs.get(leg.id)?.externalId },
  ]);
});

test("who is to whisper to somebody who is gone does not join, for all would hear them", async () => {
  const { handset, call } = await talking();
  const whisper = legOf("leg-2", "boss", { role: "whisper", by: "leg-of-yesterday" });
  await expect(hub.voice.join(call, whisper, { timeoutSeconds: 10 })).rejects.toMatchObject({
    kind: "rejected",
  });
  expect(await hub.inConference(handset.callSid)).toEqual(["caller", "leg-ana"]);
});

test("a caller who waits is not brought to somebody who only listens", async () => {
  hub = await startTestHub(usual);
  hub.sandbox.answer("client:person_boss", {});
  const { callSid } = hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2, talk" });
  await hub.pass(10);
  const listener = legOf("leg-1", "boss", { role: "listen" });
  await hub.voice.join(hub.call(callSid), listener, { timeoutSeconds: 10 });
  // Less than until the next tick, at which this door would connect them.
  await hub.pass(1);
  expect(hub.door.legs.get("leg-1")).toMatchObject({ state: "connected" });
  expect(await hub.inConference(callSid)).toEqual(["leg-1"]);
});

test("a leg that has no name at the carrier yet is dropped by its own", async () => {
  const { handset, call } = await talking();
  hub.sandbox.answer("client:person_bo", "never connects");
  const silent = legOf("leg-bo", "bo");
  await hub.voice.join(call, silent, { timeoutSeconds: 10 });
  await hub.voice.drop(call, silent);
  await hub.voice.drop(call, silent);
  await hub.pass(1);
  expect(hub.door.legs.get("leg-bo")).toMatchObject({ state: "ended" });
  expect(await hub.inConference(handset.callSid)).toEqual(["caller", "leg-ana"]);
});

test("a caller who is sent back to the queue leaves those they talked with, and meets the next", async () => {
  const { handset, call } = await talking();
  hub.door.steps = waiting({ turn: 5 });
  await hub.voice.steer(call, hub.door.steps);
  await hub.pass(5);
  expect(await hub.inConference(handset.callSid)).toEqual([]);
  expect(hub.door.hasLost).toBe(false);
  const [queue] = await hub.client.queues.list();
  expect(queue?.currentSize).toBe(1);

  hub.sandbox.answer("client:person_bo", {});
  await hub.voice.join(call, legOf("leg-bo", "bo"), { timeoutSeconds: 10 });
  await hub.pass(2);
  expect(await hub.inConference(handset.callSid)).toEqual(["caller", "leg-bo"]);
});

test("a caller whose wait is over is steered to leave a message", async () => {
  hub = await startTestHub(usual);
  const handset = hub.sandbox.placeCall({
    from: theirNumber,
    to: ourNumber,
    script: "press 2, wait 20 s, talk",
  });
  await hub.pass(10);
  hub.door.steps = message;
  await hub.voice.steer(hub.call(handset.callSid), message);
  await hub.pass(30);
  const recordings = await hub.client.recordings.list({ callSid: handset.callSid });
  expect(recordings).toHaveLength(1);
});

test("steering to where the caller is already, or nowhere, changes nothing", async () => {
  const { handset, call } = await talking();
  await hub.voice.steer(call, connect);
  await hub.voice.steer(call, []);
  await hub.pass(3);
  expect(await hub.inConference(handset.callSid)).toEqual(["caller", "leg-ana"]);
  expect(hub.door.legs.get(leg.id)).toMatchObject({ state: "connected" });
});

test("hanging up ends the call for all, and again does no harm", async () => {
  const { handset, call } = await talking();
  await hub.voice.hangUp(call);
  await hub.voice.hangUp(call);
  await hub.pass(1);
  expect(hub.door.isOver).toBe(true);
  expect(hub.door.legs.get(leg.id)).toMatchObject({ state: "ended" });
  expect(handset.over.aborted).toBe(true);
});

test("hanging up lets nobody wait for a caller who never came", async () => {
  hub = await startTestHub(usual);
  hub.sandbox.answer("client:person_ana", {});
  hub.sandbox.answer(theirNumber, "never answers");
  const dialled = { id: hubCallId, number: theirNumber, callerId: null, timeoutSeconds: 45 };
  const call = hub.call((await hub.voice.dial!(dialled)).externalId);
  await hub.voice.join(call, leg, { timeoutSeconds: 10 });
  await hub.pass(2);
  await hub.voice.hangUp(call);
  await hub.pass(1);
  expect(hub.door.legs.get(leg.id)).toMatchObject({ state: "ended" });
});

test("a person's pass is a token of an hour that can be called, in letters, digits and underscores", async () => {
  hub = await startTestHub(usual);
  const { data, expiresAt } = await hub.voice.pass("0190c0de-0000-7000-8000-0000000000aa");
  const [, payload] = String(data.token).split(".");
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
  expect(claims.grants).toEqual({
    identity: "person_0190c0de_0000_7000_8000_0000000000aa",
    voice: { incoming: { allow: true } },
  });
  expect(claims.exp - claims.iat).toBe(3600);
  expect(Math.abs(Date.parse(expiresAt) / 1000 - claims.exp)).toBeLessThan(2);
});
