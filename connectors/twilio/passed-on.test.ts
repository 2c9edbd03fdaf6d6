import { beforeEach, expect, test } from "vitest";
import { endByPerson } from "../../server/calls/end-by-person.ts";
import { addLeg } from "../../server/calls/legs/add-leg.ts";
import { accept, readCall, workOf } from "../../test/calls.ts";
import { accessOf } from "../../test/factories.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** Calls in which only the caller and another telephone are left. */
const { hub, line, twilio } = await setTwilio({ wrapUpSeconds: 60, callerId: "+4930999999" });

const outside = "+4930123456";
let nth = 0;

beforeEach(async () => {
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { script: "talk" });
});

/** Anna takes a call, and passes it on. */
async function passOn(outsideScript: string) {
  twilio.sandbox.answer(outside, { afterMs: 500, script: outsideScript });
  const from = `+4917655${300 + nth++}`;
  const { callSid } = twilio.sandbox.placeCall({ from, to: ourNumber, script: "wait 5 min" });
  await twilio.pass(8);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  const call = { id: rows[0]?.id as string, callSid };
  await accept(line, call, line.anna);
  await twilio.pass(3);
  const access = await accessOf(hub, line.anna);
  await addLeg(line.deps, {
    access,
    callId: call.id,
    to: { kind: "number", number: outside },
    leaves: true,
  });
  await twilio.pass(5);
  return { call, access };
}

const statusesTo = async (to: string) => (await twilio.client.calls.list({ to })).map(({ status }) => status);

test("whoever passed a call on is free for the next, and can end it for both", async () => {
  const { call, access } = await passOn("talk 4 min");
  expect(await readCall(line, call)).toMatchObject({
    stage: "active",
    legs: [{ state: "ended" }, { number: outside, state: "connected" }],
  });
  expect(await workOf(line, call)).toMatchObject({ state: "wrapUp", ownerId: line.anna.id });
  const [leg] = await twilio.client.calls.list({ to: outside });
  // Not with the queue's, which this account does not have.
  expect(leg).toMatchObject({ status: "in-progress", from: ourNumber });
  await endByPerson(line.deps, { access, callId: call.id });
  await twilio.pass(3);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(await statusesTo(outside)).toEqual(["completed"]);
  expect((await twilio.client.calls(call.callSid).fetch()).status).toBe("completed");
});

test("it ends as soon as the other telephone hangs up", async () => {
  const { call } = await passOn("talk 10 s, hang up");
  await twilio.pass(15);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect((await twilio.client.calls(call.callSid).fetch()).status).toBe("completed");
});
