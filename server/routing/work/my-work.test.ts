import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { conversations, people } from "../../../db/schema/index.ts";
import { accessOf, makeInteraction, makePerson, testHub } from "../../../test/factories.ts";
import { makeDesk, makeOffered, makeWaiting, readItem } from "../../../test/work.ts";
import { removePerson } from "../../people/remove-person.ts";
import { updateMe } from "../../people/update-me.ts";
import { loadState } from "../engine/load-state.ts";
import { getMyWork, type ShowState } from "./get-my-work.ts";
import { listQueueWork } from "./queries.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);

let desk: Awaited<ReturnType<typeof makeDesk>>;
beforeEach(async () => {
  desk = await makeDesk(hub);
});

type Who = { id: string };
const myWork = async (person: Who, showState: ShowState = () => undefined) =>
  getMyWork(deps, { access: await accessOf(hub, person), showState });
const listFor = async (person: Who, queue: Who, limit = 50) =>
  listQueueWork(deps, { access: await accessOf(hub, person), queueId: queue.id, limit });
const makeActive = (values = {}) =>
  makeWaiting(hub, desk, { state: "active", ownerId: desk.anna.id, ...values });

test("one's work is what is held out, then what is in hand, then what is to be wrapped up, and weighs together", async () => {
  const wrapUp = { state: "wrapUp", ownerId: desk.anna.id, weight: 2 } as const;
  const wrapping = await makeWaiting(hub, desk, wrapUp);
  const active = await makeActive({ queueId: null, acceptedAt: new Date() });
  const resting = await makeActive({ isResting: true, weight: 3, acceptedAt: new Date() });
  const offered = await makeOffered(hub, desk, desk.anna, { weight: 1 });
  await makeActive({ state: "done" });
  await makeActive({ ownerId: desk.ben.id });
  const mine = await myWork(desk.anna);
  expect(mine.items.map(({ id }) => id)).toEqual([offered.id, active.id, resting.id, wrapping.id]);
  expect(mine).toMatchObject({ load: 4, capacity: 6, queueIds: [desk.queue.id], handBackAt: null });
});

test("an offer shows its contact's last words, not ours", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  const [conversation] = await deps.db
    .select()
    .from(conversations)
    .where(eq(conversations.id, item.conversationId));
  await makeInteraction(hub, conversation!, { text: "Is anybody there?" });
  await makeInteraction(hub, conversation!, { text: "One moment.", authorId: desk.ben.id });
  const [offered] = (await myWork(desk.anna)).items;
  expect(offered).toMatchObject({
    preview: "Is anybody there?",
    contact: { id: conversation!.contactId },
    offeredTo: desk.anna.id,
    offerEndsAt: item.offerEndsAt!.toISOString(),
  });
});

test("it says why one gets nothing, and when what is in hand goes back", async () => {
  expect((await myWork(desk.anna)).why).toEqual(["nothingWaits"]);
  await makeActive();
  await updateMe(deps, { access: await accessOf(hub, desk.anna), change: { availability: "away" } });
  const { why, handBackAt } = await myWork(desk.anna);
  const [row] = await deps.db.select().from(people).where(eq(people.id, desk.anna.id));
  expect(why[0]).toBe("notReady");
  expect(handBackAt).toBe(new Date(row!.availabilitySince.getTime() + 300_000).toISOString());
  expect((await myWork(await makePerson(hub, { isOnline: true }))).why).toContain("noQueue");
});

test("what one has just set counts, though the engine has not heard of it", async () => {
  const { state } = await loadState(deps);
  await updateMe(deps, { access: await accessOf(hub, desk.anna), change: { availability: "away" } });
  expect((await myWork(desk.anna, () => state)).why[0]).toBe("notReady");
  expect(state.people.get(desk.anna.id)?.availability).toBe("ready");
});

test("a queue's work is listed for its members in the order in which it is served, and for nobody else", async () => {
  const ago = (seconds: number) => ({ waitingSince: new Date(Date.now() - seconds * 1_000) });
  const second = await makeWaiting(hub, desk, ago(50));
  const third = await makeOffered(hub, desk, desk.ben, ago(10));
  const first = await makeWaiting(hub, desk, { priority: 3 });
  await makeActive();
  const { items, waiting } = await listFor(desk.anna, desk.queue);
  expect(items.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
  expect(waiting).toBe(3);
  expect(await listFor(desk.chief, desk.queue, 1)).toMatchObject({ items: [{ id: first.id }], waiting: 3 });
  for (const person of [desk.stranger, await makePerson(hub)]) {
    await expect(listFor(person, desk.queue)).rejects.toMatchObject({ code: "not_found" });
  }
  const admin = await makePerson(hub, { role: "admin" });
  expect((await listFor(admin, desk.queue)).items).toHaveLength(3);
});

test("what was held out to somebody removed waits on, and what they wrapped up is done", async () => {
  const offered = await makeOffered(hub, desk, desk.anna);
  const wrapping = await makeWaiting(hub, desk, { state: "wrapUp", ownerId: desk.anna.id });
  const active = await makeActive();
  const admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  await removePerson(deps, { access: admin, personId: desk.anna.id });
  expect(await readItem(hub, offered)).toMatchObject({ state: "waiting", offeredTo: null });
  expect((await readItem(hub, wrapping)).state).toBe("done");
  expect(await readItem(hub, active)).toMatchObject({ state: "waiting", ownerId: null });
});
