import { afterAll, beforeAll, expect, test } from "vitest";
import type { LiveSignal } from "../../../connectors/contract.ts";
import { queuePeople, workTallies } from "../../../db/schema/index.ts";
import {
  makeConversation,
  makePerson,
  makeQueue,
  makeWorkItem,
  type TestHub,
  testHub,
} from "../../../test/factories.ts";
import { loadState } from "./load-state.ts";
import { dropItem } from "./put-item.ts";
import { createWaitTeller } from "./tell-waits.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub?.close());

test("a contact who waits in a chat is told on that thread, and again when nobody waits any more", async () => {
  const queue = await makeQueue(hub);
  const conversation = await makeConversation(hub, { thread: "a-visitor", queueId: queue.id });
  const item = await makeWorkItem(hub, { conversationId: conversation.id, queueId: queue.id });
  const { state } = await loadState(hub.deps);
  const said: { thread: string; signal: LiveSignal }[] = [];
  const teller = createWaitTeller(hub.deps, ({ thread }, signal) => void said.push({ thread, signal }));
  const look = async (now: number) => {
    teller.onWaits(state, now);
    await teller.stop();
  };
  await look(0);
  // Too soon, and nothing new.
  await look(500);
  await look(1_500);
  dropItem(state, item.id);
  await look(3_000);
  expect(said).toEqual([
    { thread: "a-visitor", signal: { type: "waiting", wait: { position: 1, expectedSeconds: null } } },
    { thread: "a-visitor", signal: { type: "waiting", wait: null } },
  ]);
});

test("what is said of the time comes from what the last day took", async () => {
  const queue = await makeQueue(hub);
  const person = await makePerson(hub, { isOnline: true, availability: "ready", capacity: 1 });
  await hub.deps.db.insert(queuePeople).values({ queueId: queue.id, personId: person.id });
  const conversation = await makeConversation(hub, { thread: "another", queueId: queue.id });
  await makeWorkItem(hub, { conversationId: conversation.id, queueId: queue.id });
  const quarter = new Date("2026-05-04T12:00:00Z");
  const tally = { queueId: queue.id, handled: 2, handleMs: 400_000, wrapUpMs: 80_000 };
  await hub.deps.db.insert(workTallies).values({ ...tally, quarter });
  const { state } = await loadState(hub.deps);
  const said: LiveSignal[] = [];
  const teller = createWaitTeller(hub.deps, ({ thread }, signal) => {
    if (thread === "another") said.push(signal);
  });
  teller.onWaits(state, quarter.getTime() + 3_600_000);
  await teller.stop();
  expect(said).toEqual([{ type: "waiting", wait: { position: 1, expectedSeconds: 240 } }]);
});
