import { beforeEach, expect, test } from "vitest";
import { addLeg } from "../../server/calls/legs/add-leg.ts";
import { dropLeg } from "../../server/calls/legs/drop-leg.ts";
import { putOnHold } from "../../server/calls/put-on-hold.ts";
import { accept, readCall } from "../../test/calls.ts";
import { accessOf } from "../../test/factories.ts";
import type { Handset } from "./sandbox/parties/party.ts";
import { makeScripted } from "./sandbox/parties/scripted.ts";
import { render } from "./sandbox/sound/sound.ts";
import { heard } from "./sandbox/sound/test-goertzel.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { setTwilio } from "./test-twilio.ts";
import { identityOf } from "./voice/identity.ts";

/** Talking to a colleague first, while the caller is on hold, before the call is theirs or is not. */
const { hub, line, twilio } = await setTwilio();

const [callerHertz, annaHertz, benHertz] = [500, 700, 900];

let call: { id: string };
let nth = 0;
/** What each has in hand by now. */
let caller: Handset;
let annas: Handset;
let bens: Handset;

beforeEach(async () => {
  answers(line.anna, annaHertz, (handset) => {
    annas = handset;
  });
  answers(line.ben, benHertz, (handset) => {
    bens = handset;
  });
  const from = `+4917655${400 + nth++}`;
  caller = twilio.sandbox.placeCall({ from, to: ourNumber, script: "talk", hertz: callerHertz });
  await twilio.pass(3);
  const { rows } = await hub.deps.pool.query("select id from calls where number = $1", [from]);
  call = rows[0];
  await accept(line, call, line.anna);
  await twilio.pass(3);
});

type Party = { id: string };

function answers({ id }: Party, hertz: number, take: (handset: Handset) => void, afterMs = 500) {
  const party = makeScripted(twilio.clock, { afterMs, script: "talk", hertz });
  twilio.sandbox.answer(`client:${identityOf(id)}`, {
    ring(handset) {
      take(handset);
      party.ring(handset);
    },
  });
}

const by = async (person: Party) => ({ access: await accessOf(hub, person), callId: call.id });

async function talkToBenFirst() {
  const to = { kind: "person", personId: line.ben.id } as const;
  await addLeg(line.deps, { ...(await by(line.anna)), to, leaves: false, talksFirst: true });
  await twilio.pass(3);
}

async function leave(person: Party, whose: Party = person) {
  const leg = (await readCall(line, call)).legs.findLast(({ personId }) => personId === whose.id);
  await dropLeg(line.deps, { ...(await by(person)), legId: leg?.id ?? "" });
  await twilio.pass(3);
}

/** Whom each heard in the last second. */
function hear() {
  const now = twilio.clock.now();
  const of = ({ ear }: Handset) =>
    heard([callerHertz, annaHertz, benHertz], render(ear, now - 1_000, now), 0, 1);
  return { caller: of(caller), anna: of(annas), ben: bens && of(bens) };
}

test("the two hear each other and the caller neither; handed over, the caller is with the colleague", async () => {
  await talkToBenFirst();
  expect(hear()).toEqual({ caller: [], anna: [benHertz], ben: [annaHertz] });
  await leave(line.anna);
  expect(hear()).toEqual({ caller: [benHertz], anna: [], ben: [callerHertz] });
  expect(annas.over.aborted).toBe(true);
  expect(await readCall(line, call)).toMatchObject({
    stage: "active",
    isHeld: false,
    legs: [{ state: "ended" }, { state: "connected" }],
  });
  caller.hangUp();
  await twilio.pass(2);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(bens.over.aborted).toBe(true);
});

test("brought together, all three talk", async () => {
  await talkToBenFirst();
  await putOnHold(line.deps, { ...(await by(line.anna)), isHeld: false });
  await twilio.pass(2);
  expect(hear()).toEqual({
    caller: [annaHertz, benHertz],
    anna: [callerHertz, benHertz],
    ben: [callerHertz, annaHertz],
  });
});

test("a colleague who hangs up leaves the caller to whoever put them on hold", async () => {
  await talkToBenFirst();
  bens.hangUp();
  await twilio.pass(2);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
  await putOnHold(line.deps, { ...(await by(line.anna)), isHeld: false });
  await twilio.pass(2);
  expect(hear()).toMatchObject({ caller: [annaHertz], anna: [callerHertz] });
});

test("given up while the colleague's phone rings, the caller is back, and it rings no more", async () => {
  answers(
    line.ben,
    benHertz,
    (handset) => {
      bens = handset;
    },
    60_000,
  );
  await talkToBenFirst();
  expect(hear()).toMatchObject({ caller: [], anna: [] });
  await leave(line.anna, line.ben);
  expect(bens.over.aborted).toBe(true);
  expect(hear()).toMatchObject({ caller: [annaHertz], anna: [callerHertz] });
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
});

test("a colleague who does not answer has the caller be back by itself", async () => {
  twilio.sandbox.answer(`client:${identityOf(line.ben.id)}`, "busy");
  await talkToBenFirst();
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  expect(hear()).toMatchObject({ caller: [annaHertz], anna: [callerHertz] });
});

test("a caller who hangs up meanwhile has ended the call for both", async () => {
  await talkToBenFirst();
  caller.hangUp();
  await twilio.pass(2);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect([annas.over.aborted, bens.over.aborted]).toEqual([true, true]);
});
