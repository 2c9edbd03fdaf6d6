import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCallDoor } from "../../server/calls/create-call-door.ts";
import { accept, place, readCall } from "../../test/calls.ts";
import { makeQueue } from "../../test/factories.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** Two nodes have the same number, and what Twilio tells comes to either. */
const { hub, line, twilio } = await setTwilio();

let number = "";
let nth = 0;

beforeEach(() => {
  number = `+49301236${100 + nth++}`;
});

afterEach(() => hub.setClock());

function startOther(isForOther: (url: string) => boolean) {
  const deps = { ...line.deps, nodeId: randomUUID() };
  const door = createCallDoor(deps, { lane: line.lane, findWait: async () => undefined });
  return twilio.startOther(door(line.channelId), isForOther);
}

async function ring() {
  const { callSid } = twilio.sandbox.placeCall({ from: number, to: ourNumber, script: "wait 5 min" });
  await twilio.pass(8);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  return { id: rows[0]?.id as string, callSid };
}

const isJoin = ({ StatusCallbackEvent }: Record<string, string>) =>
  StatusCallbackEvent === "participant-join";

const annaAnswers = (afterMs: number) =>
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { afterMs, script: "talk" });

/** Holds what one of them asks of Twilio about a call itself, until that is let go. */
function holdFirst(callSid: string) {
  const [asked, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isFirst = true;
  twilio.sandbox.misbehave({
    waitsFor(method, path) {
      if (!isFirst || method !== "POST" || !path.endsWith(`/Calls/${callSid}.json`)) return undefined;
      isFirst = false;
      asked.resolve();
      return letGo.promise;
    },
  });
  return { isAsked: asked.promise, letGo: letGo.resolve };
}

test("a caller whom one brings is not brought by the other, who hears of the same join", async () => {
  annaAnswers(500);
  const call = await ring();
  const held = twilio.sandbox.holdCallbacks();
  await accept(line, call, line.anna);
  await twilio.pass(2);
  const joined = held.list().findIndex(isJoin);
  let nth = 0;
  await startOther(() => nth++ > 0);
  const first = holdFirst(call.callSid);
  const slow = held.deliver([joined]);
  await first.isAsked;
  await held.deliver([joined]);
  first.letGo();
  await slow;
  await twilio.pass(1);
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);
  expect(await twilio.client.conferences.list({ friendlyName: call.callSid })).toHaveLength(1);
});

test("whom we called hears to the end what they hear first, whoever joins meanwhile", async () => {
  const { id: queueId } = await makeQueue(hub, {
    personIds: [line.anna.id],
    recording: "always",
    recordingNotice: "This call is recorded for as long as it takes, from its beginning to its end.",
  });
  await startOther((url) => url.includes("/conference"));
  annaAnswers(3_000);
  twilio.sandbox.answer(number, { afterMs: 1_000, script: "talk 60 s, hang up" });
  const call = await place(line, { number, queueId });
  await twilio.pass(4);
  const [phone] = await twilio.client.calls.list({ to: number });
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(await twilio.inConference(phone?.sid ?? "")).toHaveLength(1);
  await twilio.pass(10);
  expect(await twilio.inConference(phone?.sid ?? "")).toHaveLength(2);
});

test("a caller whose wait is over while one brings them is brought, and does not come twice", async () => {
  annaAnswers(500);
  const call = await ring();
  const held = twilio.sandbox.holdCallbacks();
  const legId = await accept(line, call, line.anna);
  await twilio.pass(2);
  await line.door.tellLeg(legId, { state: "connected" });
  const bringing = holdFirst(call.callSid);
  const steered = twilio.voice.steer({ id: call.id, externalId: call.callSid }, [
    { type: "connect", turn: 1, to: { kind: "person" } },
  ]);
  await bringing.isAsked;
  await twilio.pass(70);
  bringing.letGo();
  await steered;
  await twilio.pass(5);
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);
  expect(await twilio.client.conferences.list({ friendlyName: call.callSid })).toHaveLength(1);
  held.release();
});

test("a caller whom a node was bringing when it was killed comes as soon as that can no longer be", async () => {
  annaAnswers(500);
  const call = await ring();
  const held = twilio.sandbox.holdCallbacks();
  const legId = await accept(line, call, line.anna);
  await twilio.pass(2);
  await line.door.tellLeg(legId, { state: "connected" });
  const joined = held.list().findIndex(isJoin);
  const { ConferenceSid = "" } = held.list()[joined] ?? {};
  expect(await line.door.claimMeeting(call.callSid, ConferenceSid)).toBe(true);
  await held.deliver([joined]);
  await twilio.pass(70);
  expect(await twilio.inConference(call.callSid)).toHaveLength(1);
  hub.setClock(new Date(Date.now() + 30_000));
  await twilio.pass(10);
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);
  held.release();
});

test("a caller who has come is there for all nodes, however late one hears of a join", async () => {
  annaAnswers(500);
  const call = await ring();
  await accept(line, call, line.anna);
  await twilio.pass(3);
  const [conference] = await twilio.client.conferences.list({ friendlyName: call.callSid });
  hub.setClock(new Date(Date.now() + 3_600_000));
  expect(await line.door.claimMeeting(call.callSid, conference?.sid ?? "")).toBe(false);
});
