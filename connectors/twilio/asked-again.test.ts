import { beforeEach, expect, test } from "vitest";
import { askAgain } from "../../server/calls/asks/ask-again.ts";
import { endByPerson } from "../../server/calls/end-by-person.ts";
import { accept, readCall } from "../../test/calls.ts";
import { accessOf } from "../../test/factories.ts";
import { ConnectorError, type Voice } from "../contract.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** What Twilio could not be asked for, and is asked for later, and then once too often. */
const { hub, line, twilio } = await setTwilio({ recording: "always" });

let isAway = false;
let call = { id: "", callSid: "" };
let nth = 0;

beforeEach(async () => {
  isAway = false;
  line.deps.carriers.voiceOf = () => ({ ...twilio.voice, ...unreachable(twilio.voice) });
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, { script: "talk" });
  const from = `+4917655${400 + nth++}`;
  const { callSid } = twilio.sandbox.placeCall({ from, to: ourNumber, script: "wait 5 min" });
  await twilio.pass(8);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  call = { id: rows[0]?.id, callSid };
});

function unreachable({ record, drop, hangUp }: Voice): Partial<Voice> {
  const reach = async () => {
    if (isAway) throw new ConnectorError("unavailable", "Twilio could not be reached.");
  };
  return {
    record: (...asked) => reach().then(() => record?.(...asked)),
    drop: (...asked) => reach().then(() => drop(...asked)),
    hangUp: (...asked) => reach().then(() => hangUp(...asked)),
  };
}

async function askTwice() {
  isAway = false;
  const owed = (await hub.jobs("askAgain")).filter(({ payload }) => payload.callId === call.id);
  expect(owed).toHaveLength(1);
  for (const { payload } of [...owed, ...owed]) await askAgain(line.deps, payload);
  await twilio.pass(1);
}

test("a call is recorded once, as soon as Twilio can be reached", async () => {
  isAway = true;
  await accept(line, call, line.anna);
  await twilio.pass(3);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingPending: true });
  await askTwice();
  expect(await readCall(line, call)).toMatchObject({ isRecordingPending: false });
  const recordings = await twilio.client.calls(call.callSid).recordings.list();
  expect(recordings.map(({ status }) => status)).toEqual(["in-progress"]);
});

test("a call that was ended is over at Twilio, too, as soon as that can be reached", async () => {
  await accept(line, call, line.anna);
  await twilio.pass(3);
  isAway = true;
  await endByPerson(line.deps, { access: await accessOf(hub, line.anna), callId: call.id });
  expect((await twilio.client.calls(call.callSid).fetch()).status).toBe("in-progress");
  await askTwice();
  const all = await twilio.client.calls.list();
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["completed"]));
});
