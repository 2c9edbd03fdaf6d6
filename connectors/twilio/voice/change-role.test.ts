import { afterEach, expect, test } from "vitest";
import type { LegRef } from "../../contract.ts";
import type { Handset } from "../sandbox/parties/party.ts";
import { makeScripted } from "../sandbox/parties/scripted.ts";
import { render } from "../sandbox/sound/sound.ts";
import { heard } from "../sandbox/sound/test-goertzel.ts";
import { ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import { legOf, startTestHub, type TestHub } from "../test-hub.ts";
import { usual } from "../test-script.ts";

const callerHz = 500;
const anaHz = 700;
const kimHz = 900;
const benHz = 1_100;
const pitches = [callerHz, anaHz, kimHz, benHz];
const anasLeg = legOf("leg-ana", "ana");

let hub: TestHub;
afterEach(() => hub.stop());

/** A caller who talks with Ana, and Kim who listens. */
async function listening() {
  hub = await startTestHub(usual);
  const handsets = new Map<string, Handset>();
  const sit = (name: string, hertz: number) => {
    const talks = makeScripted(hub.clock, { script: "talk", hertz });
    hub.sandbox.answer(`client:person_${name}`, {
      ring(handset) {
        handsets.set(name, handset);
        talks.ring(handset);
      },
    });
  };
  sit("ana", anaHz);
  sit("kim", kimHz);
  sit("ben", benHz);
  const caller = hub.sandbox.placeCall({
    from: theirNumber,
    to: ourNumber,
    script: "press 2, talk",
    hertz: callerHz,
  });
  await hub.pass(10);
  const call = hub.call(caller.callSid);
  const join = (leg: LegRef) => hub.voice.join(call, leg, { timeoutSeconds: 10 });
  await join(anasLeg);
  await hub.pass(2);
  const kims = (role: LegRef["role"], by = anasLeg.id) => legOf("leg-kim", "kim", { role, by });
  await join(kims("listen"));
  await hub.pass(5);
  const turn = async (role: LegRef["role"], by?: string) => {
    await hub.voice.changeRole?.(call, kims(role, by));
    await hub.pass(4);
  };
  const ears = () => ({
    caller: hears(caller),
    ana: hears(handsets.get("ana")!),
    kim: hears(handsets.get("kim")!),
  });
  return { call, join, turn, ears };
}

function hears(handset: Handset): number[] {
  const now = hub.clock.now();
  return heard(pitches, render(handset.ear, now - 3_000, now), 0, 3);
}

test("with one leg somebody listens, whispers, barges in and listens again; the caller hears them only in between", async () => {
  const { turn, ears } = await listening();
  const unheard = { caller: [anaHz], ana: [callerHz], kim: [callerHz, anaHz] };
  expect(ears()).toEqual(unheard);
  await turn("whisper");
  expect(ears()).toEqual({ ...unheard, ana: [callerHz, kimHz] });
  await turn("talk");
  expect(ears()).toEqual({ caller: [anaHz, kimHz], ana: [callerHz, kimHz], kim: [callerHz, anaHz] });
  expect(hub.door.legs.get("leg-kim")).toMatchObject({ state: "connected" });
  await turn("listen");
  expect(ears()).toEqual(unheard);
  expect(hub.sandbox.errors).toEqual([]);
});

test("a whisper goes along to the next who has the call", async () => {
  const { join, turn, ears } = await listening();
  await turn("whisper");
  await join(legOf("leg-ben", "ben"));
  await hub.pass(2);
  await turn("whisper", "leg-ben");
  expect(ears()).toMatchObject({ caller: [anaHz, benHz], ana: [callerHz, benHz] });
});

test("nobody whispers beside somebody who is gone, for all would hear it", async () => {
  const { call, turn, ears } = await listening();
  await expect(turn("whisper", "leg-of-yesterday")).rejects.toMatchObject({ kind: "rejected" });
  await hub.pass(4);
  expect(ears()).toMatchObject({ caller: [anaHz], ana: [callerHz] });
  await hub.voice.hangUp(call);
  await hub.pass(1);
  await expect(turn("talk")).rejects.toMatchObject({ kind: "rejected" });
});
