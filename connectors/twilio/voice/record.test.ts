import { afterEach, expect, test } from "vitest";
import { ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import { startTestHub, type TestHub } from "../test-hub.ts";
import { usual } from "../test-script.ts";

let hub: TestHub;

afterEach(() => hub.stop());

async function ring() {
  hub = await startTestHub(usual);
  const { callSid } = hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2, talk" });
  await hub.pass(10);
  const call = hub.call(callSid);
  const record = (state: "on" | "paused" | "off") => hub.voice.record?.(call, state);
  const statuses = async () => (await hub.client.recordings.list()).map(({ status }) => status);
  return { callSid, record, statuses };
}

test("what is so already stays so, and what has not begun is neither paused nor ended", async () => {
  const { record, statuses } = await ring();
  await record("off");
  await record("paused");
  expect(await statuses()).toEqual([]);
  await record("on");
  await record("on");
  expect(await statuses()).toEqual(["in-progress"]);
  await hub.pass(3);
  await record("paused");
  await record("paused");
  expect(await statuses()).toEqual(["paused"]);
  await record("on");
  expect(await statuses()).toEqual(["in-progress"]);
  await record("off");
  await record("off");
  await hub.pass(5);
  expect(await statuses()).toEqual(["completed"]);
  // Once more is another recording of the same call.
  await record("on");
  expect(await statuses()).toEqual(["in-progress", "completed"]);
});

test("a call that is over cannot be recorded, and need not be stopped", async () => {
  const { callSid, record } = await ring();
  await hub.client.calls(callSid).update({ status: "completed" });
  await hub.pass(2);
  await record("off");
  await record("paused");
  await expect(record("on")).rejects.toMatchObject({ kind: "rejected" });
});
