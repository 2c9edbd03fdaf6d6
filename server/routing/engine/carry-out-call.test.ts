import { afterEach, beforeEach, expect, test } from "vitest";
import {
  accept,
  answer,
  bringIn,
  type Caller,
  openCall,
  readCall,
  ring,
  workOf,
} from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { makePerson } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import { checkLeg } from "../../calls/legs/check-leg.ts";
import { superviseCall } from "../../calls/supervise/supervise-call.ts";
import { carryOut } from "./carry-out.ts";
import { loadState } from "./load-state.ts";
import { plan } from "./plan.ts";
import type { Action } from "./state.ts";

const { hub, line } = await setLine({ autoAccept: ["call"] });
afterEach(() => hub.setClock());

const never = new AbortController().signal;
let call: Caller;
beforeEach(async () => {
  call = await ring(line);
});

async function assign(person: { id: string }): Promise<Action> {
  const itemId = (await workOf(line, call))?.id ?? "";
  return { type: "assign", itemId, personId: person.id, queueId: line.queueId };
}
const doAll = async (actions: Action[]) =>
  carryOut(line.deps, (await loadState(line.deps)).state, actions, never);
const joined = () => line.voice.of("join", call.id);

test("a call that is somebody's without asking begins their leg, and is theirs once that is connected", async () => {
  expect(await doAll([await assign(line.anna)])).toEqual([]);
  await eventually(() => expect(joined()).toHaveLength(1));
  expect(await workOf(line, call)).toMatchObject({
    state: "offered",
    offeredTo: line.anna.id,
    ownerId: null,
  });
  const legId = joined()[0]?.leg.id ?? "";
  await line.door.tellLeg(legId, { state: "connected" });
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.anna.id });
});

test("it is somebody's but once, and not where they have no room", async () => {
  const toAnna = await assign(line.anna);
  const done = await Promise.all([doAll([toAnna]), doAll([await assign(line.ben)])]);
  expect(done.flat()).toMatchObject([{ hasFailed: false }]);
  await hub.deps.pool.query("update people set capacity = 0 where id = $1", [line.ben.id]);
  call = await ring(line);
  expect(await doAll([await assign(line.ben)])).toMatchObject([{ hasFailed: false }]);
  expect(joined()).toEqual([]);
});

test("nobody who is in a call already is given or held out another, whether they talk or listen", async () => {
  const kim = await makePerson(hub, { role: "admin", isOnline: true, hasPhone: true, availability: "ready" });
  const { by } = await openCall(line);
  await bringIn(line, await by(line.anna), line.ben);
  await superviseCall(line.deps, { ...(await by(kim)), mode: "listen" });
  call = await ring(line);
  for (const person of [line.ben, kim]) {
    const given = await assign(person);
    const offered = { ...given, type: "offer", endsAt: Date.now() + 30_000 } as Action;
    expect(await doAll([given])).toMatchObject([{ hasFailed: false }]);
    expect(await doAll([offered])).toMatchObject([{ hasFailed: false }]);
  }
  expect(joined()).toEqual([]);
  expect(await workOf(line, call)).toMatchObject({ state: "waiting" });
});

test("two calls are not held out to one person at once", async () => {
  await hub.deps.pool.query("update workspace set weights = weights || '{\"call\": 1}'");
  const calls = [await ring(line), await ring(line)];
  const offers = await Promise.all(
    calls.map(async (each) => {
      const itemId = (await workOf(line, each))?.id ?? "";
      const to = { personId: line.anna.id, queueId: line.queueId, endsAt: Date.now() + 30_000 };
      return { type: "offer", itemId, ...to } as const;
    }),
  );
  expect(await doAll(offers)).toHaveLength(1);
  expect(await doAll(offers)).toHaveLength(2);
});

test("a leg that fails has the engine ask the next", async () => {
  await doAll([await assign(line.anna)]);
  await eventually(() => expect(joined()).toHaveLength(1));
  await line.door.tellLeg(joined()[0]?.leg.id ?? "", { state: "ended", reason: "failed" });
  const { state } = await loadState(line.deps);
  const itemId = (await workOf(line, call))?.id;
  const next = plan(state, Date.now()).filter((action) => action.itemId === itemId);
  expect(next).toMatchObject([{ type: "assign", personId: line.ben.id }]);
});

test("whose leg comes to nothing at once is not asked again and again without a rest, and others are asked meanwhile", async () => {
  line.voice.failure = new Error("This account is suspended.");
  const states = async () => (await readCall(line, call)).legs.map(({ state }) => state);
  for (const [nth, person] of [line.anna, line.ben].entries()) {
    expect(await doAll([await assign(person)])).toEqual([]);
    await eventually(async () => expect(await states()).toEqual(Array(nth + 1).fill("ended")));
  }
  for (const person of [line.anna, line.ben])
    expect(await doAll([await assign(person)])).toMatchObject([{ hasFailed: false }]);
  expect(joined()).toHaveLength(2);
  hub.setClock(new Date(Date.now() + 6_000));
  line.voice.failure = undefined;
  expect(await doAll([await assign(line.anna)])).toEqual([]);
  await eventually(() => expect(joined()).toHaveLength(3));
});

test("an offer that was accepted is neither missed nor withdrawn while its leg is on the way", async () => {
  const legId = await accept(line, call, line.anna);
  const itemId = (await workOf(line, call))?.id ?? "";
  hub.setClock(new Date(Date.now() + 60_000));
  const actions: Action[] = [{ type: "miss", itemId, personId: line.anna.id, setsAway: true }];
  expect(await doAll(actions)).toHaveLength(1);
  await hub.deps.pool.query("update people set availability = 'away' where id = $1", [line.anna.id]);
  expect(await doAll([{ type: "withdraw", itemId, personId: line.anna.id }])).toHaveLength(1);
  expect(await readCall(line, call)).toMatchObject({ legs: [{ id: legId, state: "connecting" }] });
  await checkLeg(line.deps, { legId });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", passedBy: [line.anna.id] });
});

test("a call in hand is not handed back because its person went offline: their leg says where it is", async () => {
  await answer(line, call, line.anna);
  await hub.deps.pool.query(
    "update people set is_online = false, online_since = now() - interval '1 day' where id = $1",
    [line.anna.id],
  );
  const itemId = (await workOf(line, call))?.id;
  const { state } = await loadState(line.deps);
  expect(plan(state, Date.now() + 86_400_000).filter((action) => action.itemId === itemId)).toEqual([]);
});
