import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bringIn, closeLines, type Line, makeLine, readCall, ring, workOf } from "../../test/calls.ts";
import { eventually } from "../../test/eventually.ts";
import { accessOf, testHub } from "../../test/factories.ts";
import { transact } from "../lib/transact.ts";
import { createWaitFinder } from "../routing/engine/find-wait.ts";
import { plan } from "../routing/engine/plan.ts";
import { type Engine, startEngine } from "../routing/engine/start-engine.ts";
import { acceptOffer } from "../routing/work/accept-offer.ts";

const hub = await testHub();
let engine: Engine;
let line: Line;
beforeAll(async () => {
  engine = await startEngine(hub.deps);
});
beforeEach(async () => {
  // Nobody of an earlier test gets the calls of this one.
  await hub.deps.pool.query("update people set is_online = false");
  line = await makeLine(hub, { lastPersonSeconds: 0 });
  const { rows } = await hub.deps.pool.query<{ id: string }>("select id from people");
  const data = { queueId: line.queueId, memberIds: [], answerWithinSeconds: 60 };
  await transact(hub.deps, async (tx) => {
    tx.append({ type: "queue.updated", data });
    for (const { id: personId } of rows) tx.append({ type: "person.updated", data: { personId } });
  });
});
afterAll(async () => {
  await engine.stop();
  await closeLines(hub);
});

test("a call whose first leg fails is held out to the next person, who then has it", async () => {
  const call = await ring(line);
  const offered = () =>
    eventually(async () => {
      const item = await workOf(line, call);
      expect(item).toMatchObject({ state: "offered" });
      return { workItemId: item?.id ?? "", person: { id: item?.offeredTo ?? "" } };
    });
  const legOf = async ({ person, workItemId }: Awaited<ReturnType<typeof offered>>) => {
    await acceptOffer(line.deps, { access: await accessOf(hub, person), workItemId });
    return (await readCall(line, call)).legs.find(({ personId }) => personId === person.id)?.id ?? "";
  };
  const first = await offered();
  await line.door.tellLeg(await legOf(first), { state: "ended", reason: "failed" });
  const second = await offered();
  expect([first.person.id, second.person.id].sort()).toEqual([line.anna.id, line.ben.id].sort());
  await line.door.tellLeg(await legOf(second), { state: "connected" });
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: second.person.id });
  await call.tell({ type: "hungUp" });
});

test("whoever is in somebody else's call is held out none before they have left it", async () => {
  const { anna, ben, door } = line;
  await hub.deps.pool.query("update people set is_online = false where id = $1", [ben.id]);
  const first = await ring(line);
  const access = await accessOf(hub, anna);
  const workItemId = (await workOf(line, first))?.id ?? "";
  await eventually(() => acceptOffer(line.deps, { access, workItemId }));
  const connect = (legId: string) => door.tellLeg(legId, { state: "connected" });
  await connect((await readCall(line, first)).legs[0]?.id ?? "");
  const legId = await bringIn(line, { access, callId: first.id }, ben);
  await connect(legId);
  await hub.deps.pool.query("update people set is_online = true where id = $1", [ben.id]);
  await transact(hub.deps, async (tx) => tx.append({ type: "person.updated", data: { personId: ben.id } }));
  const second = await ring(line);
  const secondId = (await workOf(line, second))?.id ?? "";
  await eventually(() => {
    expect(engine.state().people.get(ben.id)).toMatchObject({ isOnline: true });
    expect(engine.state().items.get(secondId)).toMatchObject({ state: "waiting" });
  });
  expect(plan(engine.state(), Date.now())).toEqual([]);
  await door.tellLeg(legId, { state: "ended" });
  await eventually(async () => expect(await workOf(line, second)).toMatchObject({ offeredTo: ben.id }));
});

test("callers know where they stand by what the engine knows", async () => {
  await hub.deps.pool.query("update queues set office_hours = $2 where id = $1", [
    line.queueId,
    { timeZone: "UTC", days: [], holidays: [] },
  ]);
  await transact(hub.deps, async (tx) =>
    tx.append({
      type: "queue.updated",
      data: { queueId: line.queueId, memberIds: [], answerWithinSeconds: 60 },
    }),
  );
  const findWait = createWaitFinder(hub.deps, engine.state);
  const calls = [await ring(line), await ring(line)];
  await eventually(async () => {
    const waits = await Promise.all(
      calls.map(async (call) => findWait((await workOf(line, call))?.id ?? "")),
    );
    expect(waits).toEqual([
      { position: 1, expectedMs: null },
      { position: 2, expectedMs: null },
    ]);
  });
  expect(await findWait(line.queueId)).toBeUndefined();
});
