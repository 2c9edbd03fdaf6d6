import { expect, test } from "vitest";
import { bringIn, readCall, setPhone, tasksOf, workOf } from "../../../test/calls.ts";
import { setTalk } from "../../../test/set-line.ts";
import { dropLeg } from "./drop-leg.ts";
import { loseLegs } from "./lose-legs.ts";

/** Whoever passes a caller on need not stay until the colleague is there. */
const { line, call, ownLeg, by } = await setTalk();

const bring = async (how: { leaves?: boolean; talksFirst?: boolean }, to: Parameters<typeof bringIn>[2]) =>
  bringIn(line, { ...(await by(line.anna)), ...how }, to);
const leave = async () => dropLeg(line.deps, { ...(await by(line.anna)), legId: ownLeg() });
const tell = (legId: string, state: "connected" | "ended") => line.door.tellLeg(legId, { state });
const losePhone = async (person: { id: string }) => {
  await setPhone(line, person, false);
  await loseLegs(line.deps, person.id);
};
const holds = () => line.voice.of("hold", call.id).map(({ isHeld }) => isHeld);

test.each([
  { leaves: true },
  { talksFirst: true },
  {},
])("the caller waits for the colleague on hold, and is theirs (%o)", async (how) => {
  const bens = await bring(how, line.ben);
  await leave();
  expect(await readCall(line, call)).toMatchObject({
    stage: "active",
    isHeld: true,
    legs: [{ state: "ended" }, { state: "connecting" }],
  });
  await tell(bens, "connected");
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: false });
  expect(holds()).toEqual([true, false]);
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
});

test.each([
  "ended",
  "gone",
] as const)("where the colleague does not come, the caller waits for the next before all others (%s)", async (how) => {
  const bens = await bring({ leaves: true }, line.ben);
  await leave();
  await (how === "ended" ? tell(bens, "ended") : losePhone(line.ben));
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    isHeld: false,
    legs: [{ state: "ended" }, { state: "ended" }],
  });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", ownerId: null, priority: 9 });
});

test("of two who were asked, the first to come has the caller, and while one may come nobody is lost", async () => {
  const telephone = await bring({}, { number: "+49 30 123456" });
  const bens = await bring({}, line.ben);
  await leave();
  await tell(telephone, "ended");
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
  await tell(bens, "connected");
  expect(await workOf(line, call)).toMatchObject({ ownerId: line.ben.id });
});

test("whom somebody asked who has left is waited for by whoever came first, too", async () => {
  const bens = await bring({}, line.ben);
  const telephone = await bring({}, { number: "+49 30 123456" });
  await tell(bens, "connected");
  await leave();
  await dropLeg(line.deps, { ...(await by(line.ben)), legId: bens });
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
  await tell(telephone, "connected");
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: false });
  expect(await workOf(line, call)).toBeUndefined();
});

test("a caller who hangs up meanwhile has been talked with", async () => {
  await bring({ leaves: true }, line.ben);
  await leave();
  await call.tell({ type: "hungUp" });
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect((await readCall(line, call)).legs.map(({ state }) => state)).toEqual(["ended", "ended"]);
  expect(await tasksOf(line, call)).toEqual([]);
});

test("whose connection is lost meanwhile leaves the caller to the queue, as ever", async () => {
  await bring({ leaves: true }, line.ben);
  await losePhone(line.anna);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
});
