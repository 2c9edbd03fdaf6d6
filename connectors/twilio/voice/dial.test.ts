import { afterEach, expect, test } from "vitest";
import { ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import type { Script } from "../test-door.ts";
import { hubCallId, legOf, startTestHub, type TestHub } from "../test-hub.ts";
import { usual } from "../test-script.ts";

let hub: TestHub;
afterEach(() => hub.stop());

const dialled = (callerId: string | null = null) => ({
  id: hubCallId,
  number: theirNumber,
  callerId,
  timeoutSeconds: 45,
});

/** What the hub asks of whoever it called. */
const meets: Script = ({ type }) =>
  type === "accepted" ? [{ type: "connect", turn: 0, to: { kind: "person" } }] : undefined;

test("an outgoing call meets who called it, once it is answered", async () => {
  hub = await startTestHub(meets);
  hub.sandbox.answer(theirNumber, { afterMs: 4000, script: "talk 20 s, hang up" });
  hub.sandbox.answer("client:person_ana", { script: "talk" });
  const { externalId } = await hub.voice.dial!(dialled());
  const call = hub.call(externalId);
  const leg = legOf("leg-ana", "ana");
  await hub.voice.join(call, leg, { timeoutSeconds: 10 });
  await hub.pass(2);
  expect(await hub.inConference(externalId)).toEqual(["leg-ana"]);
  await hub.pass(8);
  expect(await hub.inConference(externalId)).toEqual(["caller", "leg-ana"]);
  await hub.pass(30);
  expect(hub.door.told.at(-1)).toEqual({ type: "hungUp" });
  expect(hub.door.legs.get(leg.id)).toMatchObject({ state: "ended" });
});

test.each([
  ["busy", "busy"],
  ["never answers", "noAnswer"],
  ["fails", "failed"],
] as const)("an outgoing call to somebody who is '%s' says why nobody was reached", async (manner, reason) => {
  hub = await startTestHub(() => undefined);
  hub.sandbox.answer(theirNumber, manner);
  await hub.voice.dial!(dialled());
  await hub.pass(90);
  expect(hub.door.told).toEqual([{ type: "hungUp", reason }]);
});

test("a number that is not the account's cannot be called with, in Twilio's words", async () => {
  hub = await startTestHub(usual);
  await expect(hub.voice.dial!(dialled("+4930999"))).rejects.toMatchObject({
    kind: "rejected",
    message: expect.stringMatching(/not yet verified.*\(21210\)$/),
  });
  expect(await hub.voice.callerIds!()).toEqual([{ number: ourNumber, label: expect.any(String) }]);
});
