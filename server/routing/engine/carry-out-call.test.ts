import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import {
  accept,
  answer,
  type Caller,
  closeLines,
  type Line,
  makeLine,
  readCall,
  ring,
  workOf,
} from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { testHub } from "../../../test/factories.ts";
import { checkLeg } from "../../calls/check-leg.ts";
import { carryOut } from "./carry-out.ts";
import { loadState } from "./load-state.ts";
import { plan } from "./plan.ts";
import type { Action } from "./state.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));
afterEach(() => hub.setClock());

const never = new AbortController().signal;
let line: Line;
let call: Caller;
beforeEach(async () => {
  line = await makeLine(hub, { autoAccept: ["call"] });
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

test("a leg that fails has the engine ask the next", async () => {
  await doAll([await assign(line.anna)]);
  await eventually(() => expect(joined()).toHaveLength(1));
  await line.door.tellLeg(joined()[0]?.leg.id ?? "", { state: "ended", reason: "failed" });
  const { state } = await loadState(line.deps);
  const itemId = (await workOf(line, call))?.id;
  const next = plan(state, Date.now()).filter((action) => action.itemId === itemId);
  expect(next).toMatchObject([{ type: "assign", personId: line.ben.id }]);
});

test("an offer that was accepted is neither missed nor withdrawn while its leg is on the way", async () => {
  const legId = await accept(hub, line, call, line.anna);
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
  await answer(hub, line, call, line.anna);
  await hub.deps.pool.query(
    "update people set is_online = false, online_since = now() - interval '1 day' where id = $1",
    [line.anna.id],
  );
  const itemId = (await workOf(line, call))?.id;
  const { state } = await loadState(line.deps);
  expect(plan(state, Date.now() + 86_400_000).filter((action) => action.itemId === itemId)).toEqual([]);
});
