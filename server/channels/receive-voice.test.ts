import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { CallRef, LegRef, LiveMessage, Voice } from "../../connectors/contract.ts";
import { newId } from "../../db/schema/columns.ts";
import { callLegs, calls } from "../../db/schema/index.ts";
import { accessOf, makePerson, testHub } from "../../test/factories.ts";
import { joinCall, makeCall } from "../../test/recorded-call.ts";
import { createVoiceReceiver } from "./receive-voice.ts";

const hub = await testHub();
afterAll(hub.close);

let heard: [channelId: string, CallRef, LegRef, LiveMessage][] = [];
beforeEach(() => {
  heard = [];
});
const voiceOf = (channelId: string) =>
  ({
    receive: async (...said: [CallRef, LegRef, LiveMessage]) => void heard.push([channelId, ...said]),
  }) as Voice;
const receive = createVoiceReceiver(hub.deps, voiceOf);
const message = { type: "offer" };

test("what a person says about their leg goes to what carries the call", async () => {
  const { callId, legId, access } = await makeCall(hub, { externalId: "carried" });
  const { personId } = access;
  await receive({ personId, legId, message });
  const [call] = await hub.deps.db.select().from(calls).where(eq(calls.id, callId));
  expect(heard).toEqual([
    [
      call?.channelId,
      { id: callId, externalId: "carried" },
      { id: legId, to: { kind: "person", personId }, role: "talk" },
      message,
    ],
  ]);
});

test("who whispers is told to stand beside the leg of whom they help", async () => {
  const { callId, legId } = await makeCall(hub, { externalId: "helped" });
  const helper = await accessOf(hub, await makePerson(hub));
  const beside = await joinCall(hub, callId, helper, { role: "whisper", byLegId: legId });
  await receive({ personId: helper.personId, legId: beside, message });
  expect(heard[0]?.[2]).toMatchObject({ id: beside, role: "whisper", by: legId });
});

test("nothing is handed on of somebody else's leg, one that has ended, or one that nobody knows", async () => {
  const { callId, legId, access } = await makeCall(hub, { externalId: "guarded" });
  const stranger = await makePerson(hub);
  await receive({ personId: stranger.id, legId, message });
  await receive({ personId: access.personId, legId: newId(), message });
  await receive({ personId: access.personId, legId: callId, message });
  await hub.deps.db
    .update(callLegs)
    .set({ state: "ended", endedAt: new Date() })
    .where(eq(callLegs.id, legId));
  await receive({ personId: access.personId, legId, message });
  expect(heard).toEqual([]);
});

test("what is said while the channel does not run here is lost without harm", async () => {
  const { legId, access } = await makeCall(hub, { externalId: "stopped" });
  const nowhere = createVoiceReceiver(hub.deps, () => undefined);
  await expect(nowhere({ personId: access.personId, legId, message })).resolves.toBeUndefined();
});
