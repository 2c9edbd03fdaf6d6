import { afterAll, beforeEach, expect, test } from "vitest";
import { answer, type Caller, closeLines, type Line, makeLine, readCall, ring } from "../../test/calls.ts";
import { accessOf, testHub } from "../../test/factories.ts";
import { addLeg } from "./add-leg.ts";
import { checkLeg } from "./check-leg.ts";
import { dropLeg } from "./drop-leg.ts";
import { holdCaller } from "./hold-caller.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));

let line: Line;
let call: Caller;
let ownLeg = "";
beforeEach(async () => {
  line = await makeLine(hub);
  call = await ring(line);
  ownLeg = await answer(hub, line, call, line.anna);
});

type Party = { id: string };
const by = async (person: Party) => ({ access: await accessOf(hub, person), callId: call.id });
const talkFirst = async (talksFirst = true) => {
  const to = { kind: "person", personId: line.ben.id } as const;
  await addLeg(line.deps, { ...(await by(line.anna)), to, leaves: false, talksFirst });
  return (await readCall(line, call)).legs.at(-1)?.id ?? "";
};
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
  await holdCaller(line.deps, { ...(await by(line.ben)), isHeld: false });
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  expect(line.voice.of("hold", call.id)).toMatchObject([{ isHeld: true }, { isHeld: false }]);
});

test("handed over, the caller is with the colleague, whose work it is", async () => {
  const legId = await talkFirst();
  await connect(legId);
  await drop(line.anna, ownLeg);
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

test("who cannot come leaves the caller where they are", async () => {
  const legId = await talkFirst(false);
  await expect(talkFirst()).rejects.toMatchObject({ code: "conflict" });
  expect(await readCall(line, call)).toMatchObject({ isHeld: false });
  await connect(legId);
  const admin = await by(line.ben);
  const to = { kind: "person", personId: line.anna.id } as const;
  await expect(addLeg(line.deps, { ...admin, to, leaves: false, talksFirst: true })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(line.voice.of("hold", call.id)).toEqual([]);
});
