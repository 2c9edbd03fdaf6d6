import { expect, test } from "vitest";
import { bringIn, readCall, workOf } from "../../../test/calls.ts";
import { accessOf, makePerson, shareWith } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import { endByPerson } from "../end-by-person.ts";
import { putOnHold } from "../put-on-hold.ts";
import { dropLeg } from "./drop-leg.ts";

/** Calls in which a telephone talks on with the caller when our people have left. */
const { hub, line, call, ownLeg, by } = await setTalk({ wrapUpSeconds: 30 });

const telephone = { number: "+4930123456" };
const bring = async (to: Parameters<typeof bringIn>[2], leaves = false) =>
  bringIn(line, { ...(await by(line.anna)), leaves }, to);
const leave = async () => dropLeg(line.deps, { ...(await by(line.anna)), legId: ownLeg() });
const connect = (legId: string) => line.door.tellLeg(legId, { state: "connected" });

/** Anna's call, in which only a telephone talks with the caller. */
async function passOn(how: "byTransfer" | "byLeaving") {
  const legId = await bring(telephone, how === "byTransfer");
  await connect(legId);
  if (how === "byLeaving") await leave();
  return legId;
}

test.each([
  "byTransfer",
  "byLeaving",
] as const)("a call goes on with a telephone when its person leaves %s, whose work is to be wrapped up, and ends when that hangs up", async (how) => {
  const legId = await passOn(how);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", legs: [{ state: "ended" }, {}] });
  expect(await workOf(line, call)).toMatchObject({ state: "wrapUp", ownerId: line.anna.id });
  await line.door.tellLeg(legId, { state: "ended" });
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(await workOf(line, call)).toMatchObject({ state: "wrapUp", ownerId: line.anna.id });
  expect(line.voice.of("hangUp", call.id)).toHaveLength(1);
});

test("whoever passed a call on ends it, but no colleague who sees it, and it is put on hold no more", async () => {
  const legId = await passOn("byTransfer");
  const { conversationId } = await readCall(line, call);
  await shareWith(hub, conversationId, line.ben.id);
  await expect(endByPerson(line.deps, await by(line.ben))).rejects.toMatchObject({ code: "forbidden" });
  await expect(putOnHold(line.deps, { ...(await by(line.anna)), isHeld: true })).rejects.toMatchObject({
    code: "forbidden",
  });
  await endByPerson(line.deps, await by(line.anna));
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(line.voice.asked.slice(-2)).toMatchObject([{ ask: "drop", leg: { id: legId } }, { ask: "hangUp" }]);
});

test.each([
  "admin",
  "supervisor",
] as const)("a %s who leads its queue ends a call that was passed on", async (role) => {
  await passOn("byLeaving");
  const leader = await makePerson(hub, { role });
  const access = { ...(await accessOf(hub, leader)), queueIds: [line.queueId] };
  await endByPerson(line.deps, { access, callId: call.id });
  expect(await readCall(line, call)).toMatchObject({ stage: "ended" });
});

test("a colleague who is still on the way need not come into a call that was passed on", async () => {
  await connect(await bring(telephone));
  const bens = await bring(line.ben);
  await leave();
  const { legs } = await readCall(line, call);
  expect(legs.map(({ state }) => state)).toEqual(["ended", "connected", "ended"]);
  await connect(bens);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(line.voice.of("drop", call.id).map(({ leg }) => leg.id)).toEqual([ownLeg(), bens, bens]);
});

test("of two who talk with a telephone, one who leaves has the work go to the other", async () => {
  await connect(await bring(line.ben));
  await connect(await bring(telephone, true));
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
});
