import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { conversations, people, workItems } from "../../../db/schema/index.ts";
import { accessOf, makePerson, testHub } from "../../../test/factories.ts";
import { makeDesk, makeOffered, makeWaiting, readItem } from "../../../test/work.ts";
import { transact } from "../../lib/transact.ts";
import { updateMe } from "../../people/update-me.ts";
import { acceptOffer } from "../work/accept-offer.ts";
import { claimWork } from "../work/claim-work.ts";
import { carryOut } from "./carry-out.ts";
import { loadState } from "./load-state.ts";
import type { Action } from "./state.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

const never = new AbortController().signal;
let desk: Awaited<ReturnType<typeof makeDesk>>;
beforeEach(async () => {
  desk = await makeDesk(hub);
});

type Who = { id: string };
/** What is to be done is planned on the rows of now; then something happens, and then it is carried out. */
async function carryOutAfter(actions: Action[], happens: () => Promise<unknown> = async () => {}) {
  const { state } = await loadState(deps);
  await happens();
  const undone = await carryOut(deps, state, actions, never);
  return undone.map(({ action, hasFailed }) => ({ id: action.itemId, hasFailed }));
}
const offer = (item: Who, person: Who): Action => ({
  type: "offer",
  itemId: item.id,
  personId: person.id,
  queueId: desk.queue.id,
  endsAt: Date.now() + 30_000,
});
const assign = (item: Who, person: Who): Action => ({
  type: "assign",
  itemId: item.id,
  personId: person.id,
  queueId: desk.queue.id,
});
const miss = (item: Who): Action => ({
  type: "miss",
  itemId: item.id,
  personId: desk.anna.id,
  setsAway: true,
});
const set = async (person: Who, availability: "ready" | "away") =>
  updateMe(deps, { access: await accessOf(hub, person), change: { availability } });
const availabilityOf = async ({ id }: Who) =>
  (await deps.db.select().from(people).where(eq(people.id, id)))[0]?.availability;

test("many offers are made at once, and none beyond anybody's capacity", async () => {
  const items = [];
  for (let nth = 0; nth < 8; nth++) items.push(await makeWaiting(hub, desk));
  const undone = await carryOutAfter(items.map((item) => offer(item, desk.anna)));
  expect(undone).toEqual(items.slice(6).map(({ id }) => ({ id, hasFailed: false })));
  const rows = await Promise.all(items.map((item) => readItem(hub, item)));
  expect(rows.map(({ state }) => state)).toEqual([
    ...Array.from({ length: 6 }, () => "offered"),
    "waiting",
    "waiting",
  ]);
});

test("work that others give at the same moment counts", async () => {
  const person = await makePerson(hub, { isOnline: true, capacity: 1, teamIds: [desk.team.id] });
  const items = [];
  for (let nth = 0; nth < 6; nth++) items.push(await makeWaiting(hub, desk));
  const { state } = await loadState(deps);
  // Two engines, as when a lease was lost without anybody's notice.
  await Promise.all([
    carryOut(
      deps,
      state,
      [assign(items[0]!, person), assign(items[1]!, person), assign(items[2]!, person)],
      never,
    ),
    carryOut(
      deps,
      state,
      [offer(items[3]!, person), offer(items[4]!, person), offer(items[5]!, person)],
      never,
    ),
  ]);
  const rows = await Promise.all(items.map((item) => readItem(hub, item)));
  expect(rows.filter(({ state }) => state !== "waiting")).toHaveLength(1);
});

test("nothing is given to somebody who went away meanwhile, or that somebody took", async () => {
  const [first, second] = [await makeWaiting(hub, desk), await makeWaiting(hub, desk)];
  const undone = await carryOutAfter([offer(first, desk.anna), offer(second, desk.ben)], async () => {
    await set(desk.anna, "away");
    await claimWork(deps, { access: await accessOf(hub, desk.ben), workItemId: second.id });
  });
  expect(undone.map(({ id }) => id)).toEqual([first.id, second.id]);
  expect((await readItem(hub, first)).state).toBe("waiting");
  expect(await readItem(hub, second)).toMatchObject({ state: "active", ownerId: desk.ben.id });
});

test("an offer that was accepted is not missed by a late timer", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  const accept = async () =>
    acceptOffer(deps, { access: await accessOf(hub, desk.anna), workItemId: item.id });
  expect(await carryOutAfter([miss(item)], accept)).toEqual([{ id: item.id, hasFailed: false }]);
  expect(await readItem(hub, item)).toMatchObject({ state: "active", ownerId: desk.anna.id });
});

test("whoever set themselves ready after a miss is not set away by the next", async () => {
  await deps.db.update(people).set({ missedOffers: 1 }).where(eq(people.id, desk.anna.id));
  const item = await makeOffered(hub, desk, desk.anna);
  expect(
    await carryOutAfter([miss(item)], async () => {
      await set(desk.anna, "away");
      await set(desk.anna, "ready");
    }),
  ).toEqual([]);
  expect(await availabilityOf(desk.anna)).toBe("ready");
  expect((await readItem(hub, item)).state).toBe("waiting");
});

test("somebody who is back keeps what they have in hand", async () => {
  const item = await makeWaiting(hub, desk, { state: "active", ownerId: desk.anna.id });
  const handBack: Action = { type: "handBack", itemId: item.id, personId: desk.anna.id };
  expect(await carryOutAfter([handBack])).toHaveLength(1);
  expect(await readItem(hub, item)).toMatchObject({ state: "active", ownerId: desk.anna.id });
});

test("a chat in which somebody just wrote does not rest", async () => {
  const item = await makeWaiting(hub, desk, { state: "active", ownerId: desk.anna.id });
  const spoken = () =>
    deps.db
      .update(conversations)
      .set({ lastInteractionAt: new Date(Date.now() + 1_000) })
      .where(eq(conversations.id, item.conversationId));
  const rest: Action = { type: "rest", itemId: item.id };
  expect(await carryOutAfter([rest], spoken)).toHaveLength(1);
  expect((await readItem(hub, item)).isResting).toBe(false);
  expect(await carryOutAfter([rest])).toEqual([]);
  expect((await readItem(hub, item)).isResting).toBe(true);
});

test("what somebody else is at work on is left, without waiting for them", async () => {
  const [waiting, offered] = [await makeWaiting(hub, desk), await makeOffered(hub, desk, desk.anna)];
  await transact(deps, async (tx) => {
    await tx.db.select().from(workItems).where(eq(workItems.id, waiting.id)).for("update");
    await tx.db
      .select()
      .from(conversations)
      .where(eq(conversations.id, offered.conversationId))
      .for("no key update");
    const undone = await carryOutAfter([offer(waiting, desk.ben), miss(offered)]);
    expect(undone.map(({ id }) => id).sort()).toEqual([waiting.id, offered.id].sort());
  });
});

test("one that fails keeps nothing else from being done", async () => {
  const [bad, good] = [await makeOffered(hub, desk, desk.anna), await makeOffered(hub, desk, desk.anna)];
  await deps.pool.query(`
    create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'`);
  await deps.pool.query(
    `create trigger refuse before update on work_items for each row when (old.id = '${bad.id}') execute function refuse()`,
  );
  const undone = await carryOutAfter([miss(bad), miss(good)]);
  expect(undone).toEqual([{ id: bad.id, hasFailed: true }]);
  expect((await readItem(hub, good)).state).toBe("waiting");
  await deps.pool.query("drop trigger refuse on work_items");
});

test("nothing is done any more once the lease has ended", async () => {
  const item = await makeWaiting(hub, desk);
  const { state } = await loadState(deps);
  await carryOut(deps, state, [offer(item, desk.anna)], AbortSignal.abort());
  expect((await readItem(hub, item)).state).toBe("waiting");
});

test("a call is not held out to somebody whose phone has gone meanwhile, and other work is", async () => {
  const [call, chat] = [await makeWaiting(hub, desk, { kind: "call" }), await makeWaiting(hub, desk)];
  const phone = async (hasPhone: boolean) => {
    await deps.db.update(people).set({ hasPhone }).where(eq(people.id, desk.anna.id));
  };
  await phone(true);
  const actions = [offer(call, desk.anna), offer(chat, desk.anna)];
  expect(await carryOutAfter(actions, () => phone(false))).toEqual([{ id: call.id, hasFailed: false }]);
  expect([(await readItem(hub, call)).state, (await readItem(hub, chat)).state]).toEqual([
    "waiting",
    "offered",
  ]);
});

test("a call stays held out to somebody whose phone is back before it is withdrawn", async () => {
  const call = await makeWaiting(hub, desk, { kind: "call" });
  await deps.db.update(people).set({ hasPhone: true }).where(eq(people.id, desk.anna.id));
  await carryOutAfter([offer(call, desk.anna)]);
  const withdraw: Action = { type: "withdraw", itemId: call.id, personId: desk.anna.id };
  expect(await carryOutAfter([withdraw])).toEqual([{ id: call.id, hasFailed: false }]);
  await deps.db.update(people).set({ hasPhone: false }).where(eq(people.id, desk.anna.id));
  expect(await carryOutAfter([withdraw])).toEqual([]);
  expect((await readItem(hub, call)).state).toBe("waiting");
});
