import { expect, test } from "vitest";
import { answer, bringIn, readCall } from "../../../test/calls.ts";
import { accessOf, makePerson, makeQueue } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import { getCall } from "../queries.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { dropLeg } from "./drop-leg.ts";

/** Who sees a call, with what was said and recorded in it, by their part in it. */
const { hub, line, call, ownLeg, by } = await setTalk();

const makeStranger = () => makePerson(hub, { name: "Sam", hasPhone: true });
const sees = async (who: { id: string }) =>
  getCall(line.deps, await accessOf(hub, who), call.id).then(
    () => true,
    () => false,
  );
const bring = async (to: { id: string }, how: { leaves?: boolean } = {}) =>
  bringIn(line, { ...(await by(line.anna)), ...how }, to);

test.each(["declined", "failed"])("who is asked in sees it until they did not come (%s)", async (how) => {
  const sam = await makeStranger();
  expect(await sees(sam)).toBe(false);
  const legId = await bring(sam);
  expect(await sees(sam)).toBe(true);
  if (how === "declined") await dropLeg(line.deps, { ...(await by(sam)), legId });
  else await line.door.tellLeg(legId, { state: "ended", reason: "failed" });
  expect(await sees(sam)).toBe(false);
});

test("who talked in a conference sees it afterwards", async () => {
  const sam = await makeStranger();
  const legId = await bring(sam);
  await line.door.tellLeg(legId, { state: "connected" });
  await dropLeg(line.deps, { ...(await by(line.anna)), legId });
  expect(await sees(sam)).toBe(true);
});

test("whoever left before the colleague was there goes on seeing it, too", async () => {
  const sam = await makeStranger();
  const legId = await bring(sam, { leaves: true });
  await dropLeg(line.deps, { ...(await by(line.anna)), legId: ownLeg() });
  await line.door.tellLeg(legId, { state: "connected" });
  expect([await sees(line.anna), await sees(sam)]).toEqual([true, true]);
});

test("whoever passed a caller on, to a colleague or to a queue, sees what they did", async () => {
  const sam = await makeStranger();
  const legId = await bring(sam, { leaves: true });
  await line.door.tellLeg(legId, { state: "connected" });
  expect((await readCall(line, call)).legs).toMatchObject([{ id: ownLeg(), state: "ended" }, {}]);
  expect(await sees(line.anna)).toBe(true);
  const experts = await makeQueue(hub, { personIds: [line.ben.id] });
  await requeueCall(line.deps, { access: await accessOf(hub, sam), callId: call.id, queueId: experts.id });
  await answer(line, call, line.ben);
  expect([await sees(sam), await sees(line.ben), await sees(await makeStranger())]).toEqual([
    true,
    true,
    false,
  ]);
});
