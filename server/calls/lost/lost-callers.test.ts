import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallDoor } from "../../../connectors/contract.ts";
import { channels } from "../../../db/schema/channels.ts";
import { newId } from "../../../db/schema/columns.ts";
import { answer, callBack, laneOf, readCall, ring, tasksOf, workOf } from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { refuseChanges } from "../../../test/refuse-changes.ts";
import { setLine } from "../../../test/set-line.ts";
import type { Deps } from "../../lib/deps.ts";
import { removeJob } from "../../lib/jobs.ts";
import { createCallDoor } from "../create-call-door.ts";
import { endLostCall } from "./end-lost-call.ts";
import { hearEnds } from "./hear-ends.ts";
import { loseCallers } from "./lose-callers.ts";
import { loseCallersOf } from "./lose-callers-of.ts";
import { watchCallers } from "./watch-callers.ts";

const { hub, line } = await setLine();
/** Two nodes of one hub. */
let one: CallDoor;
let two: CallDoor;
let [first, second] = [{} as Deps, {} as Deps];
beforeEach(async () => {
  [first, second] = [
    { ...line.deps, nodeId: newId() },
    { ...line.deps, nodeId: newId() },
  ];
  [one, two] = [doorOf(first), doorOf(second)];
});
afterEach(() => hub.setClock());

const doorOf = (deps: Deps) =>
  createCallDoor(deps, { lane: laneOf(hub), findWait: async () => undefined })(line.channelId);
/** When a node was heard of last. */
const hear = ({ nodeId }: Deps, secondsAgo: number) =>
  hub.deps.pool.query(
    `insert into nodes (id, seen_at) values ($1, now() - $2 * interval '1 second')
     on conflict (id) do update set seen_at = excluded.seen_at`,
    [nodeId, secondsAgo],
  );
const isLost = async ({ id }: { id: string }): Promise<boolean> => {
  const { rows } = await hub.deps.pool.query("select lost_at from calls where id = $1", [id]);
  return rows[0].lost_at !== null;
};
/** The time is over in which whoever was lost by now may come back. */
async function giveUp({ id: callId }: { id: string }) {
  hub.setClock(new Date(Date.now() + 31_000));
  await endLostCall(line.deps, { callId });
}

test("a caller who is lost and does not come back is dropped, and is to be called back", async () => {
  const [waiting, talking, back] = [await ring(line), await ring(line), await ring(line)];
  await answer(line, talking, line.anna);
  const lostAt = Date.now();
  hub.setClock(new Date(lostAt));
  for (const call of [waiting, talking, back]) await line.door.tellReach(call.externalId, false);
  const jobs = await hub.jobs("endLostCall");
  expect(jobs.map(({ payload }) => payload.callId)).toEqual(
    expect.arrayContaining([waiting.id, talking.id, back.id]),
  );
  hub.setClock(new Date(lostAt + 29_000));
  await endLostCall(line.deps, { callId: waiting.id });
  expect(await readCall(line, waiting)).toMatchObject({ stage: "queued" });
  await line.door.tellReach(back.externalId, true);
  hub.setClock(new Date(lostAt + 30_000));
  for (const { id: callId } of [waiting, talking, back]) await endLostCall(line.deps, { callId });
  for (const call of [waiting, talking]) {
    expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "dropped" });
    expect(await tasksOf(line, call)).toMatchObject([callBack]);
    expect(line.voice.of("hangUp", call.id)).toHaveLength(1);
  }
  expect(await readCall(line, back)).toMatchObject({ stage: "queued" });
});

test("a job that comes early, by another clock, comes again", async () => {
  const call = await ring(line);
  const lostAt = Date.now();
  hub.setClock(new Date(lostAt));
  await line.door.tellReach(call.externalId, false);
  await removeJob({ client: hub.deps.pool }, `lost:${call.id}`);
  hub.setClock(new Date(lostAt + 29_999));
  await endLostCall(line.deps, { callId: call.id });
  const jobs = await hub.jobs("endLostCall");
  const own = jobs.filter(({ payload }) => payload.callId === call.id);
  expect(own.map(({ runAt }) => runAt.getTime() >= lostAt + 30_000)).toEqual([true]);
});

test("whose connection is still to come is dropped where it never comes", async () => {
  const from = { identity: { kind: "visitor", address: "ada" } };
  const [comes, never] = [newId(), newId()];
  for (const externalId of [comes, never]) await one.arrive({ externalId, from, isAwaited: true });
  await two.tellReach(comes, true);
  const { rows } = await hub.deps.pool.query<{ id: string; name: string }>(
    "select id, external_id as name from calls where external_id = any($1)",
    [[comes, never]],
  );
  expect(rows).toHaveLength(2);
  for (const call of rows) {
    await giveUp(call);
    const outcome = call.name === never ? "dropped" : null;
    expect(await readCall(line, call)).toMatchObject({ outcome });
  }
});

test("after a start those whose connection was at the hub are lost, and those whose carrier has it are not", async () => {
  const [here, elsewhere] = [await ring(line), await ring(line)];
  await one.tellReach(here.externalId, true);
  await hear(first, 0);
  await loseCallers(second, { isAlone: true });
  expect([await isLost(here), await isLost(elsewhere)]).toEqual([true, false]);
  await two.tellReach(here.externalId, true);
  await loseCallers(second, { isAlone: true });
  expect(await isLost(here)).toBe(false);
});

test("whose node has died, or stopped, is lost until they come to another", async () => {
  const [stays, comes] = [await ring(line), await ring(line)];
  for (const call of [stays, comes]) await one.tellReach(call.externalId, true);
  await hear(first, 5);
  await hear(second, 0);
  await loseCallers(second, { isAlone: false });
  expect([await isLost(stays), await isLost(comes)]).toEqual([false, false]);
  await hear(first, 11);
  await loseCallers(second, { isAlone: false });
  expect([await isLost(stays), await isLost(comes)]).toEqual([true, true]);
  await two.tellReach(comes.externalId, true);
  for (const call of [stays, comes]) await giveUp(call);
  expect(await readCall(line, stays)).toMatchObject({ stage: "ended", outcome: "dropped" });
  expect(await tasksOf(line, stays)).toMatchObject([callBack]);
  expect(await readCall(line, comes)).toMatchObject({ stage: "queued" });
});

test("that a node has died is noticed while the hub runs", async () => {
  const watch = await watchCallers(second, { isAlone: false });
  try {
    const call = await ring(line);
    await one.tellReach(call.externalId, true);
    await hear(first, 11);
    await eventually(async () => expect(await isLost(call)).toBe(true));
  } finally {
    await watch.stop();
  }
});

test("a node that could not be heard of for a while has kept its callers", async () => {
  const call = await ring(line);
  await one.tellReach(call.externalId, true);
  await hear(first, 11);
  await loseCallers(second, { isAlone: false });
  await hear(first, 0);
  await giveUp(call);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
  expect(await isLost(call)).toBe(false);
});

test("whoever has come to another node is not lost by what the first says late", async () => {
  const call = await ring(line);
  await one.tellReach(call.externalId, true);
  await two.tellReach(call.externalId, true);
  await one.tellReach(call.externalId, false);
  expect(await isLost(call)).toBe(false);
  await two.tellReach(call.externalId, false);
  expect(await isLost(call)).toBe(true);
});

test("whoever was at a channel that is changed is lost unless they come again, and whose carrier has them is not", async () => {
  const [goes, comes, elsewhere, carried] = [
    await ring(line),
    await ring(line),
    await ring(line),
    await ring(line),
  ];
  for (const call of [goes, comes]) await one.tellReach(call.externalId, true);
  await two.tellReach(elsewhere.externalId, true);
  await hear(second, 0);
  await loseCallersOf(first, line.channelId);
  await one.tellReach(comes.externalId, true);
  expect(await Promise.all([goes, comes, elsewhere, carried].map(isLost))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  await giveUp(goes);
  expect(await readCall(line, goes)).toMatchObject({ stage: "ended", outcome: "dropped" });
});

test("which node a caller is at changes nothing that can be seen", async () => {
  const call = await ring(line);
  const { version } = await readCall(line, call);
  await one.tellReach(call.externalId, true);
  await two.tellReach(call.externalId, true);
  expect(await readCall(line, call)).toMatchObject({ version });
});

test("a call that the hub died over as it came goes on when its carrier says so again", async () => {
  const [again, over] = [await ring(line), await ring(line)];
  await hub.deps.pool.query(
    "update calls set stage = 'arriving', flow = null, flow_state = null, steps = '[]' where id = any($1)",
    [[again.id, over.id]],
  );
  const tick = { type: "tick", position: null, expectedWaitSeconds: null } as const;
  expect(await line.door.tell(again.externalId, tick)).toEqual([]);
  await loseCallers(line.deps, { isAlone: false });
  expect(await isLost(again)).toBe(false);
  hub.setClock(new Date(Date.now() + 11_000));
  await loseCallers(line.deps, { isAlone: false });
  const { externalId, number } = again;
  const steps = await line.door.arrive({
    externalId,
    from: { identity: { kind: "phone", address: number } },
  });
  expect(steps).toMatchObject([{ type: "wait" }]);
  hub.setClock(new Date(Date.now() + 45_000));
  for (const { id: callId } of [again, over]) await endLostCall(line.deps, { callId });
  expect(await readCall(line, again)).toMatchObject({ stage: "queued" });
  const told = { externalId: over.externalId, from: { identity: { kind: "phone", address: over.number } } };
  expect(await line.door.arrive(told)).toEqual([]);
  expect(await readCall(line, over)).toMatchObject({ stage: "ended", outcome: "dropped" });
});

test("nobody goes on waiting for a channel that was turned off", async () => {
  const [bad, waiting, talking] = [await ring(line), await ring(line), await ring(line)];
  const legId = await answer(line, talking, line.anna);
  const isBetter = await refuseChanges(hub, bad);
  const turnedOffAt = Date.now();
  await hub.deps.db
    .update(channels)
    .set({ isEnabled: false, updatedAt: new Date(turnedOffAt) })
    .where(eq(channels.id, line.channelId));
  const { signal } = new AbortController();
  hub.setClock(new Date(turnedOffAt + 29_000));
  await hearEnds(line.deps, signal);
  expect(await readCall(line, waiting)).toMatchObject({ stage: "queued" });
  hub.setClock(new Date(turnedOffAt + 30_000));
  await hearEnds(line.deps, signal);
  for (const call of [waiting, talking]) {
    expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "dropped" });
    expect(await tasksOf(line, call)).toMatchObject([callBack]);
    expect(await workOf(line, call)).toBeUndefined();
  }
  expect(await readCall(line, talking)).toMatchObject({ legs: [{ id: legId, state: "ended" }] });
  expect(await readCall(line, bad)).toMatchObject({ stage: "queued" });
  await isBetter();
  await hearEnds(line.deps, signal);
  expect(await readCall(line, bad)).toMatchObject({ stage: "ended", outcome: "dropped" });
});

test("a caller who cannot be noted as lost keeps nobody else's loss from being noticed", async () => {
  const [bad, other] = [await ring(line), await ring(line)];
  for (const call of [bad, other]) await one.tellReach(call.externalId, true);
  await hear(first, 60);
  const isBetter = await refuseChanges(hub, bad);
  await loseCallers(second, { isAlone: false });
  const lost = async (call: { id: string }) =>
    (await hub.deps.pool.query("select lost_at from calls where id = $1", [call.id])).rows[0].lost_at;
  expect([await lost(bad), await lost(other)]).toEqual([null, expect.any(Date)]);
  await isBetter();
  await loseCallers(second, { isAlone: false });
  expect(await lost(bad)).toEqual(expect.any(Date));
});
