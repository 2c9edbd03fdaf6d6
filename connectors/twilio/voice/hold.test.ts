import { afterEach, expect, test } from "vitest";
import { ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import { legOf, startTestHub, type TestHub } from "../test-hub.ts";
import { usual } from "../test-script.ts";

let hub: TestHub;
afterEach(() => hub.stop());

/** Ana is in the conference, and the hub has not heard of that: nobody has moved the caller there. */
async function before() {
  hub = await startTestHub(usual);
  hub.sandbox.answer("client:person_ana", { script: "talk" });
  const { callSid } = hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 2, talk" });
  await hub.pass(10);
  const call = hub.call(callSid);
  hub.setAway(true);
  await hub.voice.join(call, legOf("leg-ana", "ana"), { timeoutSeconds: 10 });
  await hub.pass(2);
  hub.setAway(false);
  const [conference] = await hub.client.conferences.list({ friendlyName: callSid });
  const participants = hub.client.conferences(conference?.sid ?? "").participants;
  return { call, participants };
}

test("a caller who is only being moved to whom they talk with is held as they arrive", async () => {
  const { call, participants } = await before();
  expect(await participants.list()).toHaveLength(1);
  const held = hub.voice.hold(call, { isHeld: true, music: null });
  await hub.voice.steer(call, [{ type: "connect", turn: 3, to: { kind: "person" } }]);
  await hub.pass(1);
  await held;
  expect((await participants("caller").fetch()).hold).toBe(true);
});

test("one who does not come cannot be held", async () => {
  const { call } = await before();
  await expect(hub.voice.hold(call, { isHeld: true, music: null })).rejects.toMatchObject({
    kind: "rejected",
  });
});
