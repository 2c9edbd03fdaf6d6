import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { conversationPeople, people } from "../../../db/schema/index.ts";
import { accessOf, makeChannel, makePerson, testHub } from "../../../test/factories.ts";
import { makeDesk, makeOffered, makeWaiting, readItem } from "../../../test/work.ts";
import { getConversation } from "../../conversations/queries.ts";
import { setStatus } from "../../conversations/set-status.ts";
import { acceptOffer } from "./accept-offer.ts";
import { claimWork } from "./claim-work.ts";
import { declineOffer } from "./decline-offer.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);

let desk: Awaited<ReturnType<typeof makeDesk>>;
let before = 0;
beforeEach(async () => {
  desk = await makeDesk(hub);
  before = (await hub.events()).at(-1)?.seq ?? 0;
});

const accept = async (person: { id: string }, { id: workItemId }: { id: string }) =>
  acceptOffer(deps, { access: await accessOf(hub, person), workItemId });
const decline = async (person: { id: string }, { id: workItemId }: { id: string }) =>
  declineOffer(deps, { access: await accessOf(hub, person), workItemId });
const claim = async (person: { id: string }, { id: workItemId }: { id: string }) =>
  claimWork(deps, { access: await accessOf(hub, person), workItemId });
const typesOf = async () => (await hub.events(before)).map(({ type }) => type);
const dataOf = async (type: string) =>
  (await hub.events(before)).filter((event) => event.type === type).map(({ data }) => data);
const setMisses = (person: { id: string }, missedOffers: number) =>
  deps.db.update(people).set({ missedOffers }).where(eq(people.id, person.id));
const missesOf = async (person: { id: string }) =>
  (await deps.db.select().from(people).where(eq(people.id, person.id)))[0]?.missedOffers;

test("whoever accepts an offer has the work and its conversation, and has missed nothing any more", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await setMisses(desk.anna, 1);
  await accept(desk.anna, item);
  expect(await readItem(hub, item)).toMatchObject({
    state: "active",
    ownerId: desk.anna.id,
    offeredTo: null,
    offerEndsAt: null,
    acceptedAt: expect.any(Date),
  });
  const seen = await getConversation(deps, await accessOf(hub, desk.anna), item.conversationId);
  expect(seen.assigneeId).toBe(desk.anna.id);
  expect(await missesOf(desk.anna)).toBe(0);
  expect(await dataOf("workItem.offerEnded")).toMatchObject([{ outcome: "accepted" }]);
  expect(await dataOf("workItem.stateChanged")).toMatchObject([
    { state: { from: "offered", to: "active" }, ownerId: { from: null, to: desk.anna.id } },
  ]);
});

test("accepting twice happens once", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await accept(desk.anna, item);
  const events = await typesOf();
  await accept(desk.anna, item);
  expect(await typesOf()).toEqual(events);
});

test("an offer is accepted only by whom it was made to", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await expect(accept(desk.ben, item)).rejects.toMatchObject({ code: "conflict" });
  await expect(accept(desk.stranger, item)).rejects.toMatchObject({ code: "not_found" });
  expect(await typesOf()).toEqual([]);
});

test("who comes too late is told who has it, or that the offer is over", async () => {
  const taken = await makeOffered(hub, desk, desk.anna);
  await claim(desk.chief, taken);
  await expect(accept(desk.anna, taken)).rejects.toMatchObject({
    code: "conflict",
    message: "It went to Chief.",
  });
  const resolved = await makeOffered(hub, desk, desk.anna);
  const access = await accessOf(hub, desk.chief);
  await setStatus(deps, { access, conversationId: resolved.conversationId, status: "resolved" });
  await expect(accept(desk.anna, resolved)).rejects.toMatchObject({
    code: "conflict",
    message: "The offer is over.",
  });
});

test("of fifty offers that two people want at once, each has one owner, and the other is told", async () => {
  const items = [];
  for (let nth = 0; nth < 50; nth++) items.push(await makeOffered(hub, desk, desk.anna));
  const outcomes = await Promise.all(
    items.map(async (item) => ({
      item,
      tries: await Promise.allSettled([accept(desk.anna, item), claim(desk.chief, item)]),
    })),
  );
  for (const { item, tries } of outcomes) {
    const [anna, chief] = tries;
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = anna.status === "fulfilled" ? desk.anna : desk.chief;
    const told = anna.status === "rejected" ? anna.reason : chief.status === "rejected" && chief.reason;
    expect(told).toMatchObject({ code: "conflict", message: `It went to ${winner.name}.` });
    expect(await readItem(hub, item)).toMatchObject({ state: "active", ownerId: winner.id });
  }
  expect(await dataOf("workItem.stateChanged")).toHaveLength(50);
});

test("declined work waits on, not for whoever declined it, and they no longer see it by the offer", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await setMisses(desk.anna, 1);
  await decline(desk.anna, item);
  expect(await readItem(hub, item)).toMatchObject({
    state: "waiting",
    offeredTo: null,
    passedBy: [desk.anna.id],
    waitingSince: item.waitingSince,
  });
  const shown = await deps.db
    .select()
    .from(conversationPeople)
    .where(
      and(
        eq(conversationPeople.conversationId, item.conversationId),
        eq(conversationPeople.personId, desk.anna.id),
      ),
    );
  expect(shown).toEqual([]);
  expect(await missesOf(desk.anna)).toBe(0);
  expect(await dataOf("workItem.offerEnded")).toMatchObject([
    { personId: desk.anna.id, outcome: "declined" },
  ]);
});

test("declining twice happens once; what was never offered cannot be declined", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await expect(decline(desk.ben, item)).rejects.toMatchObject({ code: "conflict" });
  await decline(desk.anna, item);
  await decline(desk.anna, item);
  expect(await typesOf()).toEqual(["workItem.offerEnded"]);
});

test("members take what waits where their queue lets them; its supervisors and admins always", async () => {
  const admin = await makePerson(hub, { role: "admin" });
  const strict = await makeDesk(hub, { mayPick: false });
  const open = await makeWaiting(hub, desk);
  const closed = await makeWaiting(hub, strict);
  await claim(desk.anna, open);
  await expect(claim(strict.anna, closed)).rejects.toMatchObject({ code: "forbidden" });
  await claim(strict.chief, closed);
  const other = await makeWaiting(hub, strict);
  await claim(admin, other);
  const owners = await Promise.all(
    [open, closed, other].map(async (item) => (await readItem(hub, item)).ownerId),
  );
  expect(owners).toEqual([desk.anna.id, strict.chief.id, admin.id]);
});

test("what is held out or somebody's cannot be taken by another member, nor seen by who is none", async () => {
  const offered = await makeOffered(hub, desk, desk.anna);
  await expect(claim(desk.ben, offered)).rejects.toMatchObject({
    code: "conflict",
    message: "It is held out to Anna.",
  });
  const taken = await makeWaiting(hub, desk, { state: "active", ownerId: desk.anna.id });
  await expect(claim(desk.ben, taken)).rejects.toMatchObject({
    code: "conflict",
    message: "It went to Anna.",
  });
  const waiting = await makeWaiting(hub, desk);
  await expect(claim(desk.stranger, waiting)).rejects.toMatchObject({ code: "not_found" });
  await expect(claim(desk.anna, { id: desk.anna.id })).rejects.toMatchObject({ code: "not_found" });
});

test("what lies in no queue is whoever's sees it", async () => {
  const agent = await makePerson(hub, { teamIds: [desk.team.id] });
  const hidden = await makeWaiting(hub, { channel: desk.channel, queue: null });
  await expect(claim(agent, hidden)).rejects.toMatchObject({ code: "not_found" });
  const channel = await makeChannel(hub);
  const item = await makeWaiting(hub, { channel, queue: null });
  await claim(agent, item);
  expect((await readItem(hub, item)).ownerId).toBe(agent.id);
});

test("work beyond one's capacity may be taken by hand, and the event says so", async () => {
  const busy = await makePerson(hub, { capacity: 1, teamIds: [desk.team.id] });
  const item = await makeWaiting(hub, desk, { weight: 2 });
  await claim(busy, item);
  expect(await dataOf("workItem.stateChanged")).toMatchObject([{ reason: "overCapacity" }]);
});
