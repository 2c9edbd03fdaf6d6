import { expect, test } from "vitest";
import { moveWork } from "../../server/routing/work/move-work.ts";
import { accept, menuFlow, readCall, workOf } from "../../test/calls.ts";
import { accessOf, makePerson, makeQueue } from "../../test/factories.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** Callers who wait while something about their wait changes. */
const { hub, line, twilio } = await setTwilio({ flow: menuFlow });

let nth = 0;
async function ring(script: string) {
  const from = `+4917655${700 + nth++}`;
  const { callSid } = twilio.sandbox.placeCall({ from, to: ourNumber, script });
  await twilio.pass(10);
  const { rows } = await hub.deps.pool.query("select id from calls where external_id = $1", [callSid]);
  return { id: rows[0]?.id as string, callSid };
}
const talks = (person: { id: string }, afterMs = 500) =>
  twilio.sandbox.answer(`client:${identityOf(person.id)}`, { afterMs, script: "talk" });

test("a caller who is moved hears the next queue's notice, waits there, and meets whoever takes them", async () => {
  talks(line.ben);
  const call = await ring("press 1, wait 90 s, hang up");
  const notice = { recording: "always", recordingNotice: "You are recorded" } as const;
  const { id: queueId } = await makeQueue(hub, { personIds: [line.ben.id], ...notice });
  const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  const workItemId = (await workOf(line, call))?.id ?? "";
  await moveWork(line.deps, { access, workItemId, queueId });
  expect(await readCall(line, call)).toMatchObject({ stage: "menu" });
  await twilio.pass(15);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued", queueId, recordingRule: "always" });
  expect((await twilio.client.queues.list())[0]?.currentSize).toBe(1);
  await accept(line, call, line.ben);
  await twilio.pass(5);
  expect(await twilio.inConference(call.callSid)).toHaveLength(2);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
});

test("the key to be called back is let be while somebody is on their way", async () => {
  talks(line.anna, 6_000);
  const call = await ring("press 1, wait 12 s, press 5, wait 60 s, hang up");
  await accept(line, call, line.anna);
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "offered" });
  await twilio.pass(5);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", legs: [{ state: "connected" }] });
});
