import { afterEach, beforeEach, expect, test } from "vitest";
import { hearEnds } from "../../server/calls/lost/hear-ends.ts";
import { accept, callBack, makeLine, menuFlow, place, readCall, tasksOf } from "../../test/calls.ts";
import { setLine } from "../../test/set-line.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { startTestLine, type TestLine } from "./test-hub.ts";
import { identityOf } from "./voice/identity.ts";

/** What Twilio tells while the hub is away, or before it knows the call: Twilio tells it no more. */
const { hub, line } = await setLine({ flow: menuFlow });

let twilio: TestLine;
let nth = 0;
let from = "";

beforeEach(async () => {
  from = `+4917655${300 + nth++}`;
  twilio = await startTestLine(line.door);
  line.deps.carriers.voiceOf = () => twilio.voice;
  for (const { id } of [line.anna, line.ben])
    twilio.sandbox.answer(`client:${identityOf(id)}`, { afterMs: 1_000, script: "talk" });
});

afterEach(() => twilio.stop());

async function ring(script: string, seconds = 10): Promise<{ id: string }> {
  twilio.sandbox.placeCall({ from, to: ourNumber, script });
  await twilio.pass(seconds);
  const { rows } = await hub.deps.pool.query("select id from calls where number = $1", [from]);
  return { id: rows[0]?.id ?? "" };
}

async function beAway(seconds: number) {
  twilio.setAway(true);
  await twilio.pass(seconds);
  twilio.setAway(false);
}

const hear = () => hearEnds(line.deps, new AbortController().signal);

test("a caller who left the queue meanwhile has abandoned the call, and is to be called back", async () => {
  const call = await ring("press 1, wait 15 s, hang up");
  await beAway(30);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
  await hear();
  await hear();
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "abandoned" });
  expect(await tasksOf(line, call)).toMatchObject([callBack]);
});

test("a caller who waits on is left there", async () => {
  const call = await ring("press 1, wait 60 s");
  await beAway(3);
  await hear();
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
});

test("whoever accepts a call whose caller is gone is not rung, and the caller is to be called back", async () => {
  const call = await ring("press 1, wait 15 s, hang up");
  await beAway(30);
  await accept(line, call, line.anna);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "missed", answeredAt: null });
  expect(await twilio.client.calls.list({ to: `client:${identityOf(line.anna.id)}` })).toEqual([]);
  expect(await tasksOf(line, call)).toMatchObject([callBack]);
});

test("a caller who is gone as they are to be brought to somebody leaves nobody in silence", async () => {
  const call = await ring("press 1, wait 11 s, hang up");
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { afterMs: 8_000, script: "talk" });
  await accept(line, call, line.anna);
  await beAway(5);
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "missed" });
  const [leg] = await twilio.client.calls.list({ to: `client:${identityOf(line.anna.id)}` });
  expect(leg?.status).toBe("completed");
  expect(await tasksOf(line, call)).toMatchObject([callBack]);
});

test("a person who left meanwhile leaves the caller to the queue", async () => {
  const call = await ring("press 1, wait 90 s");
  await accept(line, call, line.anna);
  await twilio.pass(5);
  const [leg] = await twilio.client.calls.list({ to: `client:${identityOf(line.anna.id)}` });
  await twilio.client.calls(leg?.sid ?? "").update({ status: "completed" });
  await beAway(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  await hear();
  expect(await readCall(line, call)).toMatchObject({ stage: "queued", legs: [{ state: "ended" }] });
});

test("a call of ours that was not answered meanwhile ends as what it was", async () => {
  const number = "+49301234999";
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { script: "talk" });
  twilio.sandbox.answer(number, "never answers");
  const { id } = await place(line, { number });
  await twilio.pass(5);
  await beAway(60);
  await hear();
  expect(await readCall(line, { id })).toMatchObject({ stage: "ended", outcome: "noAnswer" });
});

test("a caller of whom nothing came but that they are gone is on the timeline, and is to be called back", async () => {
  twilio.setAway(true);
  const { callSid, hangUp } = twilio.sandbox.placeCall({ from, to: ourNumber, script: "wait 60 s" });
  await twilio.pass(2);
  twilio.setAway(false);
  hangUp();
  await twilio.pass(2);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  expect(await readCall(line, rows[0])).toMatchObject({ stage: "ended", outcome: "abandoned", number: from });
  expect(await tasksOf(line, rows[0])).toMatchObject([callBack]);
});

test("a channel that takes no calls has none by their end either", async () => {
  await line.deps.pool.query("update channels set call_flow_id = null, queue_id = null where id = $1", [
    line.channelId,
  ]);
  expect(await ring("hang up")).toEqual({ id: "" });
  expect(twilio.knocks.map(({ status }) => status).sort()).toEqual([200, 204]);
});

test("a carrier that cannot be asked keeps nothing from the others", async () => {
  const call = await ring("press 1, wait 15 s, hang up");
  const other = await makeLine(hub);
  await other.door.arrive({
    externalId: `other-${nth}`,
    from: { identity: { kind: "phone", address: "+4940222" } },
  });
  await beAway(30);
  line.deps.carriers.voiceOf = (channelId) =>
    channelId === line.channelId
      ? twilio.voice
      : { ...other.voice, tellEnds: () => Promise.reject(new Error("It is away.")) };
  await hear();
  expect(await readCall(line, call)).toMatchObject({ stage: "ended" });
});

test("who picks up while the hub fails for a moment is met all the same", async () => {
  const { tell } = line.door;
  let failures = 0;
  // Three tries each of the document and of the status.
  line.door.tell = async (call, input) => {
    if (input.type === "accepted" && ++failures <= 6) throw new Error("The hub fails.");
    return tell(call, input);
  };
  const number = "+49301234998";
  twilio.sandbox.answer(number, { afterMs: 2_000, script: "talk 20 s" });
  const { id } = await place(line, { number });
  await twilio.pass(10);
  expect(await readCall(line, { id })).toMatchObject({ stage: "active" });
  const [phone] = await twilio.client.calls.list({ to: number });
  expect(await twilio.inConference(phone?.sid ?? "")).toHaveLength(2);
});
