import { afterEach, expect, test } from "vitest";
import { personSkills, skills } from "../../../db/schema/routing.ts";
import { answer, type Caller, readCall, ring } from "../../../test/calls.ts";
import { accessOf, makeConversation, makePerson, makeQueue, makeWorkItem } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import { addLeg } from "./add-leg.ts";
import { checkLeg } from "./check-leg.ts";
import { dropLeg } from "./drop-leg.ts";

const { hub, line, call, ownLeg, by } = await setTalk();

type Party = { id: string };
const minutesAgo = (minutes: number) => new Date(hub.deps.clock.now().getTime() - minutes * 60_000);
/** Ready for a call, and idle for so long. */
const expert = (idleMinutes: number, others: Parameters<typeof makePerson>[1] = {}) =>
  makePerson(hub, {
    isOnline: true,
    hasPhone: true,
    availability: "ready",
    capacity: 6,
    idleSince: minutesAgo(idleMinutes),
    ...others,
  });

async function ask({ id: queueId }: Party, who: Party = line.anna, into: Pick<Caller, "id"> = call) {
  const access = await accessOf(line, who);
  const to = { kind: "queue", queueId } as const;
  await addLeg(line.deps, { access, callId: into.id, to, leaves: false, talksFirst: true });
  const leg = (await readCall(line, into)).legs.at(-1);
  return { legId: leg?.id ?? "", personId: leg?.personId };
}
/** Whom each press asks, as none of them comes. */
async function askInVain(queue: Party, times: number) {
  const asked: (string | null | undefined)[] = [];
  for (let nth = 0; nth < times; nth++) {
    const { legId, personId } = await ask(queue);
    await checkLeg(line.deps, { legId });
    asked.push(personId);
  }
  return asked;
}
async function answered(person: Party) {
  const another = await ring(line);
  await answer(line, another, person);
  return another;
}
const nobodyFree = {
  code: "conflict",
  message: "Nobody in this queue is free now. The caller can be sent there to wait.",
};

afterEach(() => hub.setClock());

test("whoever has been idle for longest is brought in as any colleague is, and handed the call", async () => {
  const [cleo, dana] = [await expert(5), await expert(9)];
  const queue = await makeQueue(hub, { personIds: [cleo.id, dana.id] });
  const { legId, personId } = await ask(queue);
  expect(personId).toBe(dana.id);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true, queueId: line.queueId });
  await line.door.tellLeg(legId, { state: "connected" });
  await dropLeg(line.deps, { ...(await by(line.anna)), legId: ownLeg() });
  const now = await readCall(line, call);
  expect(now).toMatchObject({ stage: "active", isHeld: false });
  expect(now.legs.map(({ state }) => state)).toEqual(["ended", "connected"]);
});

test("only those are asked who could be given a call now", async () => {
  const busy = await expert(9, { availability: "busy" });
  const gone = await expert(9, { isOnline: false });
  const deaf = await expert(9, { hasPhone: false });
  const full = await expert(9);
  const { id: conversationId } = await makeConversation(hub, { channelId: line.channelId });
  await makeWorkItem(hub, { conversationId, ownerId: full.id, state: "active", weight: 6 });
  await answered(line.ben);
  const all = [busy, gone, deaf, full, line.ben, line.anna];
  const queue = await makeQueue(hub, { personIds: all.map(({ id }) => id) });
  await expect(ask(queue)).rejects.toMatchObject(nobodyFree);
  expect(await readCall(line, call)).toMatchObject({ isHeld: false, legs: [{ state: "connected" }] });
});

test("who has not what the queue asks for is left out, and so is everybody while it is closed", async () => {
  const [cleo, dana] = [await expert(9), await expert(5)];
  const [skill] = await line.deps.db.insert(skills).values({ name: "Contracts" }).returning();
  const skillId = skill?.id ?? "";
  await line.deps.db.insert(personSkills).values({ personId: dana.id, skillId, level: 3 });
  const personIds = [cleo.id, dana.id];
  const requirements = [{ skillId, level: 2, relaxAfterSeconds: 60 }];
  expect(await askInVain(await makeQueue(hub, { personIds, requirements }), 2)).toEqual([dana.id, dana.id]);
  const officeHours = { timeZone: "UTC", days: [], holidays: [] };
  const closed = await makeQueue(hub, { personIds, officeHours });
  await expect(ask(closed)).rejects.toMatchObject(nobodyFree);
});

test("where a queue asks for the caller's language, who speaks it comes", async () => {
  const [cleo, dana] = [await expert(9, { languages: ["en"] }), await expert(5, { languages: ["de"] })];
  const personIds = [cleo.id, dana.id];
  const { conversationId } = await readCall(line, call);
  const speak = "update work_items set language = 'de' where conversation_id = $1";
  await hub.deps.pool.query(speak, [conversationId]);
  expect(await askInVain(await makeQueue(hub, { personIds, languageSeconds: 60 }), 1)).toEqual([dana.id]);
  expect(await askInVain(await makeQueue(hub, { personIds, languageSeconds: null }), 1)).toEqual([cleo.id]);
});

test("the next press asks the next, and those who did not come once more when all were asked", async () => {
  const [cleo, dana, emil] = [await expert(9), await expert(7), await expert(5)];
  const queue = await makeQueue(hub, { personIds: [cleo.id, dana.id, emil.id] });
  expect(await askInVain(queue, 5)).toEqual([cleo.id, dana.id, emil.id, cleo.id, dana.id]);
  hub.setClock(new Date(hub.deps.clock.now().getTime() + 6 * 60_000));
  expect(await askInVain(queue, 1)).toEqual([cleo.id]);
});

test("where people take turns, being asked in was somebody's", async () => {
  const [cleo, dana] = [await expert(9), await expert(5)];
  const queue = await makeQueue(hub, { personIds: [cleo.id, dana.id], strategy: "roundRobin" });
  const first = await ask(queue);
  await line.door.tellLeg(first.legId, { state: "connected" });
  await dropLeg(line.deps, { ...(await by(line.anna)), legId: first.legId });
  const second = await ask(queue);
  expect([first.personId, second.personId].sort()).toEqual([cleo.id, dana.id].sort());
});

test("two calls at once find two people", async () => {
  const [cleo, dana] = [await expert(9), await expert(5)];
  const queue = await makeQueue(hub, { personIds: [cleo.id, dana.id] });
  const other = await answered(line.ben);
  const found = await Promise.all([ask(queue), ask(queue, line.ben, other)]);
  expect(found.map(({ personId }) => personId).sort()).toEqual([cleo.id, dana.id].sort());
});

test("a queue that is not there is refused, and whoever does not talk asks nobody in", async () => {
  const archived = await makeQueue(hub, { personIds: [line.ben.id], archivedAt: new Date() });
  for (const queue of [archived, call])
    await expect(ask(queue)).rejects.toMatchObject({
      code: "invalid",
      fields: { "to.queueId": "names a queue that is not there" },
    });
  const admin = await makePerson(hub, { role: "admin" });
  await expect(ask({ id: line.queueId }, admin)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await makePerson(hub);
  await expect(ask({ id: line.queueId }, stranger)).rejects.toMatchObject({ code: "not_found" });
});
