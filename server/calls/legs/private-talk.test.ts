import { expect, test } from "vitest";
import { bringIn, readCall } from "../../../test/calls.ts";
import { makePerson } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import { putOnHold } from "../put-on-hold.ts";
import { superviseCall } from "../supervise/supervise-call.ts";
import { checkLeg } from "./check-leg.ts";
import { dropLeg } from "./drop-leg.ts";

const { hub, line, call, ownLeg, by } = await setTalk();

type Party = { id: string };
const talkFirst = async (talksFirst = true) =>
  bringIn(line, { ...(await by(line.anna)), talksFirst }, line.ben);
const connect = (legId: string) => line.door.tellLeg(legId, { state: "connected" });
const drop = async (who: Party, legId: string) => dropLeg(line.deps, { ...(await by(who)), legId });
const asked = () =>
  line.voice.asked.filter((one) => one.call.id === call.id && one.ask !== "steer").map(({ ask }) => ask);

test("the caller is on hold before the colleague is called, and until they are brought together", async () => {
  const legId = await talkFirst();
  expect(await readCall(line, call)).toMatchObject({ isHeld: true });
  expect(asked()).toEqual(["join", "hold", "join"]);
  await connect(legId);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
  await putOnHold(line.deps, { ...(await by(line.ben)), isHeld: false });
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  expect(line.voice.of("hold", call.id)).toMatchObject([{ isHeld: true }, { isHeld: false }]);
});

test("handed over, the caller is with the colleague, whose work it is", async () => {
  const legId = await talkFirst();
  await connect(legId);
  await drop(line.anna, ownLeg());
  const now = await readCall(line, call);
  expect(now).toMatchObject({ stage: "active", isHeld: false });
  expect(now.legs.map(({ state }) => state)).toEqual(["ended", "connected"]);
  expect(asked()).toEqual(["join", "hold", "join", "drop", "hold"]);
});

test("a colleague who leaves has the caller wait on, for whoever put them on hold", async () => {
  const legId = await talkFirst();
  await connect(legId);
  await drop(line.ben, legId);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
});

test("whoever does not come, or is called no more, has the caller be back with who asked", async () => {
  await checkLeg(line.deps, { legId: await talkFirst() });
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: false });
  await drop(line.ben, await talkFirst());
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  await drop(line.anna, await talkFirst());
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: false });
});

test("a hold of its own is let be when whoever was called before that does not come", async () => {
  const legId = await talkFirst();
  const hold = async (isHeld: boolean) => putOnHold(line.deps, { ...(await by(line.anna)), isHeld });
  await hold(false);
  await hold(true);
  await checkLeg(line.deps, { legId });
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
});

test("a supervisor who does not come leaves the caller on hold, as somebody else put them there", async () => {
  const chief = await by(await makePerson(hub, { role: "admin", hasPhone: true }));
  await putOnHold(line.deps, { ...(await by(line.anna)), isHeld: true });
  await superviseCall(line.deps, { ...chief, mode: "barge" });
  await checkLeg(line.deps, { legId: line.voice.of("join", call.id).at(-1)?.leg.id ?? "" });
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
});

test("who cannot come leaves the caller where they are", async () => {
  const legId = await talkFirst(false);
  await expect(talkFirst()).rejects.toMatchObject({ code: "conflict" });
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  await connect(legId);
  const byBen = { ...(await by(line.ben)), talksFirst: true };
  await expect(bringIn(line, byBen, line.anna)).rejects.toMatchObject({ code: "conflict" });
  expect(line.voice.of("hold", call.id)).toEqual([]);
});
