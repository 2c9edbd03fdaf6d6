import { beforeEach, expect, test } from "vitest";
import {
  accept,
  answer,
  makeLine,
  menuFlow,
  offer,
  readCall,
  ring,
  tasksOf,
  workOf,
} from "../../test/calls.ts";
import { accessOf, makeChannel, makeQueue } from "../../test/factories.ts";
import { setLine } from "../../test/set-line.ts";
import { getConversation, getTimeline } from "../conversations/queries.ts";
import { createCallDoor } from "./create-call-door.ts";

const { hub, line } = await setLine();
let before = 0;
beforeEach(async () => {
  before = (await hub.events()).at(-1)?.seq ?? 0;
});

const typesOf = async () => (await hub.events(before)).map(({ type }) => type);
const doorOf = (channelId: string) =>
  createCallDoor(line.deps, { lane: line.lane, findWait: async () => ({ position: 2, expectedMs: 90_000 }) })(
    channelId,
  );
const sender = { identity: { kind: "phone", address: "+493012345" } };

test("a call waits in its channel's queue as work of its own, on the timeline of its own conversation", async () => {
  const call = await ring(line);
  expect(call.steps).toMatchObject([{ type: "wait", tickAfterSeconds: 0 }]);
  const shown = await readCall(line, call);
  expect(shown).toMatchObject({
    stage: "queued",
    direction: "in",
    number: call.number,
    queueId: line.queueId,
    outcome: null,
    legs: [],
  });
  expect(await workOf(line, call)).toMatchObject({ kind: "call", state: "waiting", queueId: line.queueId });
  expect(await tasksOf(line, call)).toEqual([]);
  const access = await accessOf(hub, line.anna);
  const { items } = await getTimeline(line.deps, { access, conversationId: shown.conversationId, limit: 10 });
  expect(items).toMatchObject([{ id: call.id, kind: "call", direction: "in", text: "", call: shown }]);
  expect(await typesOf()).toEqual([
    "contact.created",
    "conversation.opened",
    "interaction.received",
    "workItem.created",
    "call.changed",
  ]);
});

test("several calls of one caller are several conversations of one contact", async () => {
  const first = await readCall(line, await ring(line, { number: "+4930555" }));
  const second = await readCall(line, await ring(line, { number: "+4930555" }));
  expect(second.contact.id).toBe(first.contact.id);
  expect(second.conversationId).not.toBe(first.conversationId);
});

test("a first call makes a deal where the channel says so, and no task", async () => {
  const rules = { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 };
  const channel = await makeChannel(hub, { queueId: line.queueId, rules });
  await line.deps.pool.query(`with p as (insert into pipelines (id, name, is_default)
    values (gen_random_uuid(), 'Sales', true) returning id)
    insert into stages (id, pipeline_id, name, position) select gen_random_uuid(), id, 'New', 0 from p`);
  await doorOf(channel.id).arrive({ externalId: "first", from: sender });
  const types = await typesOf();
  expect(types).toContain("deal.created");
  expect(types).not.toContain("task.created");
  const { rows } = await line.deps.pool.query(
    "select d.title from deals d join conversations c on c.id = d.conversation_id where c.channel_id = $1",
    [channel.id],
  );
  expect(rows).toEqual([{ title: `Call from ${sender.identity.address}` }]);
});

test("a call that arrives twice, or at once, is one call and gets the same steps", async () => {
  const door = doorOf(line.channelId);
  const arriving = { externalId: "twin", from: sender };
  const steps = await Promise.all([1, 2, 3].map(() => door.arrive(arriving)));
  steps.push(await door.arrive(arriving));
  for (const some of steps) expect(some).toEqual(steps[0]);
  expect(steps[0]).toMatchObject([{ type: "wait" }]);
  expect((await typesOf()).filter((type) => type === "conversation.opened")).toHaveLength(1);
});

test("a channel with neither flow nor queue, or switched off, takes no calls and keeps none", async () => {
  const plain = await makeChannel(hub);
  const off = await makeChannel(hub, { queueId: line.queueId, isEnabled: false });
  for (const { id } of [plain, off]) {
    await expect(doorOf(id).arrive({ externalId: "call", from: sender })).rejects.toMatchObject({
      kind: "rejected",
    });
  }
  expect(await typesOf()).toEqual([]);
});

test("a call that has no agreed shape is refused, and the next comes in", async () => {
  await expect(
    doorOf(line.channelId).arrive({ externalId: "", from: { identity: { kind: "", address: "" } } }),
  ).rejects.toMatchObject({ kind: "rejected" });
  expect((await ring(line)).steps).toHaveLength(1);
});

test("a call from accepting to its end is whose leg is connected, and is answered", async () => {
  const call = await ring(line);
  const legId = await accept(line, call, line.anna);
  expect(line.voice.of("join", call.id)).toMatchObject([
    { leg: { id: legId, to: { kind: "person", personId: line.anna.id }, role: "talk" }, timeoutSeconds: 10 },
  ]);
  expect(await workOf(line, call)).toMatchObject({
    state: "offered",
    offeredTo: line.anna.id,
    ownerId: null,
  });
  expect(await readCall(line, call)).toMatchObject({ stage: "offered", answeredAt: null });

  await line.door.tellLeg(legId, { state: "connected", externalId: "leg-1" });
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.anna.id });
  const active = await readCall(line, call);
  expect(active).toMatchObject({
    stage: "active",
    answeredAt: expect.any(String),
    legs: [{ state: "connected" }],
  });

  await call.tell({ type: "hungUp" });
  const ended = await readCall(line, call);
  expect(ended).toMatchObject({ stage: "ended", outcome: "answered", legs: [{ state: "ended" }] });
  expect(ended.version).toBeGreaterThan(active.version);
  expect(await workOf(line, call)).toBeUndefined();
  const seen = await getConversation(line.deps, await accessOf(hub, line.anna), ended.conversationId);
  expect(seen).toMatchObject({ status: "resolved", assigneeId: line.anna.id, waitingSince: null });
  expect(await tasksOf(line, call)).toEqual([]);
});

test("an answered call is wrapped up as all work of its queue", async () => {
  const wrapping = await makeLine(hub, { wrapUpSeconds: 60 });
  const call = await ring(wrapping);
  await answer(wrapping, call, wrapping.anna);
  await call.tell({ type: "hungUp" });
  expect(await workOf(wrapping, call)).toMatchObject({ state: "wrapUp", ownerId: wrapping.anna.id });
});

test("the way through a menu is noted, and the caller comes into the queue that it leads to", async () => {
  const chosen = await makeLine(hub, { flow: menuFlow });
  const call = await ring(chosen);
  expect(call.steps).toMatchObject([{ type: "gather", turn: 1 }]);
  expect(await readCall(chosen, call)).toMatchObject({ stage: "menu", queueId: null });
  expect(await workOf(chosen, call)).toBeUndefined();
  const steps = await call.tell({ type: "digits", turn: 1, digits: "1" });
  expect(steps).toMatchObject([{ type: "wait", turn: 2, keys: "5" }]);
  expect(await readCall(chosen, call)).toMatchObject({
    stage: "queued",
    choices: [{ digit: "1", label: "Sales" }],
  });
  expect(await call.tell({ type: "digits", turn: 1, digits: "1" })).toEqual(steps);
  expect(await call.tell({ type: "digits", turn: 2, digits: "9" })).toEqual([]);
  expect(await readCall(chosen, call)).toMatchObject({ choices: [{ digit: "1" }] });
});

test("a tick says where the caller stands, and is nobody else's business", async () => {
  const chosen = await makeLine(hub, { flow: menuFlow });
  const call = await ring(chosen);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  const { version } = await readCall(chosen, call);
  const steps = await doorOf(chosen.channelId).tell(call.externalId, {
    type: "tick",
    position: null,
    expectedWaitSeconds: null,
  });
  expect(steps).toMatchObject([
    { type: "wait", prompts: [{ text: "You are number 2" }, { text: "2 minutes" }, { text: "Press 5" }] },
  ]);
  expect((await readCall(chosen, call)).version).toBe(version);
});

test("who presses the key is called back: the work ends, the task is there, and so is the outcome", async () => {
  const chosen = await makeLine(hub, { flow: menuFlow });
  const call = await ring(chosen);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  await offer(chosen, call, chosen.anna);
  const steps = await call.tell({ type: "digits", turn: 2, digits: "5" });
  expect(steps).toMatchObject([{ type: "say" }, { type: "hangUp", reason: "finished" }]);
  expect(await readCall(chosen, call)).toMatchObject({ stage: "ended", outcome: "callback" });
  expect(await workOf(chosen, call)).toBeUndefined();
  expect(await tasksOf(chosen, call)).toMatchObject([{ kind: "callback", doneAt: null }]);
  // The carrier that did not hear the answer asks once more.
  expect(await call.tell({ type: "digits", turn: 2, digits: "5" })).toEqual(steps);
  expect(await tasksOf(chosen, call)).toHaveLength(1);
});

test("whoever waits too long leaves a voicemail, with a task of its own", async () => {
  const chosen = await makeLine(hub, { flow: menuFlow });
  const call = await ring(chosen);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  hub.setClock(new Date(Date.now() + 61_000));
  const steps = await call.tell({ type: "tick", position: null, expectedWaitSeconds: null });
  expect(steps).toMatchObject([{ type: "say" }, { type: "record", turn: 3 }]);
  expect(await workOf(chosen, call)).toBeUndefined();
  await call.tell({ type: "recorded", turn: 3, seconds: 12 });
  hub.setClock();
  expect(await readCall(chosen, call)).toMatchObject({ stage: "ended", outcome: "voicemail" });
  expect(await tasksOf(chosen, call)).toMatchObject([
    { kind: "voicemail", title: "Listen to the voicemail" },
  ]);
});

test("who overflows into another queue waits there as the same work, from when they began to wait", async () => {
  const next = await makeQueue(hub, { personIds: [line.ben.id], priority: 3 });
  const plain = { type: "queue", music: null, announce: null, callback: null } as const;
  const overflowing = await makeLine(hub, {
    flow: (queueId) => ({
      entry: "first",
      nodes: {
        first: { ...plain, queueId, overflow: { afterSeconds: 30, next: "second" } },
        second: { ...plain, queueId: next.id, overflow: null },
      },
    }),
  });
  const call = await ring(overflowing);
  await offer(overflowing, call, overflowing.anna);
  const first = await workOf(overflowing, call);
  hub.setClock(new Date(Date.now() + 31_000));
  const steps = await call.tell({ type: "tick", position: null, expectedWaitSeconds: null });
  hub.setClock();
  expect(steps).toMatchObject([{ type: "wait", tickAfterSeconds: 0 }]);
  expect(await workOf(overflowing, call)).toMatchObject({
    id: first?.id,
    state: "waiting",
    queueId: next.id,
    waitingSince: first?.waitingSince,
    priority: 3,
    passedBy: [],
  });
  expect(await readCall(overflowing, call)).toMatchObject({
    stage: "queued",
    queueId: next.id,
    outcome: null,
  });
  await call.tell({ type: "hungUp" });
  expect(await readCall(overflowing, call)).toMatchObject({ stage: "ended", outcome: "missed" });
});

test("what is told of a call that nobody knows, or of another channel's, changes nothing", async () => {
  const call = await ring(line);
  const elsewhere = doorOf((await makeChannel(hub, { queueId: line.queueId })).id);
  const legId = await accept(line, call, line.anna);
  expect(await elsewhere.tell(call.externalId, { type: "hungUp" })).toEqual([]);
  await elsewhere.tellLeg(legId, { state: "connected" });
  await line.door.tellLeg("no leg", { state: "connected" });
  await elsewhere.tellReach(call.externalId, false);
  expect(await readCall(line, call)).toMatchObject({ stage: "offered", legs: [{ state: "connecting" }] });
});

test("a carrier cannot say for a person that they have accepted", async () => {
  const call = await ring(line);
  expect(await call.tell({ type: "accepted" })).toEqual([]);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
});

test("a call that a flow puts through to a telephone is answered by whoever takes it there", async () => {
  const outside = await makeLine(hub, {
    flow: () => ({
      entry: "transfer",
      nodes: {
        transfer: { type: "transfer", number: "+49301", timeoutSeconds: 20, otherwise: "end" },
        end: { type: "hangUp", prompt: null },
      },
    }),
  });
  const call = await ring(outside);
  await call.tell({ type: "accepted" });
  expect(await readCall(outside, call)).toMatchObject({ stage: "active", answeredAt: expect.any(String) });
  await call.tell({ type: "hungUp" });
  expect(await readCall(outside, call)).toMatchObject({ stage: "ended", outcome: "answered" });
});

test("of a caller who goes round in a menu without end the last choices are kept", async () => {
  const looping = await makeLine(hub, {
    flow: (queueId) => {
      const { menu, ...others } = menuFlow(queueId).nodes;
      if (menu?.type !== "menu") throw new Error("The flow begins with no menu.");
      const again = { digit: "4", label: "Again", next: "menu" };
      return { entry: "menu", nodes: { ...others, menu: { ...menu, choices: [...menu.choices, again] } } };
    },
  });
  const call = await ring(looping);
  for (let turn = 1; turn <= 60; turn++) await call.tell({ type: "digits", turn, digits: "4" });
  await call.tell({ type: "digits", turn: 61, digits: "1" });
  const { choices, stage } = await readCall(looping, call);
  expect([stage, choices.length, choices.at(-1)]).toEqual(["queued", 50, { digit: "1", label: "Sales" }]);
});
