import { afterAll, expect, test } from "vitest";
import {
  makeConversation,
  makePerson,
  makeQueue,
  makeTeam,
  makeWorkItem,
  testHub,
} from "../../test/factories.ts";
import { transact } from "../lib/transact.ts";
import { floorFromRows } from "./floor-from-rows.ts";
import { presentPerson, presentQueue, type View } from "./present.ts";

const hub = await testHub();
afterAll(hub.close);

test("where there is no snapshot the floor is as the rows are", async () => {
  const team = await makeTeam(hub);
  const anna = await makePerson(hub, { isOnline: true, teamIds: [team.id] });
  const ben = await makePerson(hub, { isOnline: true, availability: "away", awayReason: "Lunch" });
  const removed = await makePerson(hub, { isOnline: true, teamIds: [team.id], removedAt: new Date() });
  const queue = await makeQueue(hub, { teamIds: [team.id], personIds: [ben.id], answerWithinSeconds: 40 });
  const work = async (values: Partial<Parameters<typeof makeWorkItem>[1]>) =>
    makeWorkItem(hub, { conversationId: (await makeConversation(hub)).id, queueId: queue.id, ...values });
  const waiting = await work({ waitingSince: new Date("2026-05-06T10:00:00Z") });
  await work({ state: "offered", offeredTo: anna.id });
  await work({
    state: "active",
    ownerId: anna.id,
    acceptedAt: new Date("2026-05-06T10:00:00Z"),
    isResting: true,
  });
  await work({ state: "wrapUp", ownerId: anna.id });
  await work({ state: "done", ownerId: anna.id });
  await transact(hub.deps, async (tx) => tx.append({ type: "workspace.updated", data: {} }));

  const floor = await floorFromRows(hub.deps);
  expect(floor.seq).toBe((await hub.events()).at(-1)?.seq);
  const view: View = {
    at: floor.at,
    timeZone: "UTC",
    dayBegan: 0,
    hourBegan: 0,
    weights: { chat: 2, mail: 1, call: 6 },
    capacityOf: () => 6,
  };
  const [shown] = [...floor.queues.values()].map((one) => presentQueue(floor, one, view));
  expect(shown).toMatchObject({
    waiting: 1,
    offered: 1,
    inService: 0,
    wrapUp: 1,
    longestSince: waiting.waitingSince.toISOString(),
    people: { wrapUp: 1, away: 1, offline: 0 },
  });
  expect(floor.queues.get(queue.id)?.answerWithinSeconds).toBe(40);
  const people = [...floor.people.values()].map((one) => presentPerson(floor, one, view));
  expect(people.find(({ personId }) => personId === anna.id)).toMatchObject({
    state: "wrapUp",
    load: 4,
    handled: 0,
  });
  expect(people.find(({ personId }) => personId === ben.id)).toMatchObject({
    state: "away",
    awayReason: "Lunch",
  });
  expect(floor.people.get(removed.id)?.isRemoved).toBe(true);
});
