import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { ConnectorError } from "../../../connectors/contract.ts";
import { calls } from "../../../db/schema/calls.ts";
import { conversations, identities, interactions, tasks, workItems } from "../../../db/schema/index.ts";
import { place, readCall, tasksOf, workOf } from "../../../test/calls.ts";
import { accessOf, makeContact, makeQueue, makeTask } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import { endByPerson } from "../end-by-person.ts";
import { addLeg } from "../legs/add-leg.ts";
import { checkLeg } from "../legs/check-leg.ts";
import { sayLegState } from "../legs/say-leg-state.ts";
import { putOnHold } from "../put-on-hold.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { giveUpCall } from "./give-up-call.ts";
import { onDialled } from "./test-dialled.ts";

const { hub, line } = await setLine();

let number = "";
let nth = 0;

beforeEach(() => {
  number = `+49301234${100 + nth++}`;
});

const dial = (values: { queueId?: string } = {}) => place(line, { number, ...values });

const { nameOf, tell, legOf, connect } = onDialled(line);
const rowOf = async ({ id }: { id: string }) =>
  (await hub.deps.db.select().from(calls).where(eq(calls.id, id)))[0];
const others = () =>
  makeQueue(hub, { personIds: [line.anna.id], recording: "onDemand", callerId: "+4930777" });

test("a call goes out: it is the caller's work at once, their leg is begun, and it is answered when both are there", async () => {
  const call = await dial();
  expect(line.voice.dialled).toEqual([{ id: call.id, number, callerId: "+4930555001", timeoutSeconds: 45 }]);
  expect(line.voice.of("join", call.id)).toMatchObject([
    { call: { externalId: nameOf(call) }, leg: { to: { kind: "person", personId: line.anna.id } } },
  ]);
  expect(await readCall(line, call)).toMatchObject({
    direction: "out",
    stage: "dialling",
    number,
    answeredAt: null,
    legs: [{ state: "connecting", personId: line.anna.id }],
  });
  expect(await workOf(line, call)).toMatchObject({ kind: "call", state: "active", ownerId: line.anna.id });
  await tell(call, { type: "ringing" });
  await connect(call);
  expect(await readCall(line, call)).toMatchObject({ stage: "ringing", answeredAt: null });
  expect(await tell(call, { type: "accepted" })).toMatchObject([{ type: "connect", to: { kind: "person" } }]);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", answeredAt: expect.any(String) });
  expect(await tell(call, { type: "hungUp" })).toEqual([]);
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(await workOf(line, call)).toBeUndefined();
  expect(await tasksOf(line, call)).toEqual([]);
});

test("who answers before the caller's own leg is there is met as soon as it is", async () => {
  const call = await dial();
  await tell(call, { type: "accepted" });
  expect(await readCall(line, call)).toMatchObject({ stage: "dialling", answeredAt: null });
  await connect(call);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
});

test("it stands on the timeline of whose number it is, in a conversation of its own and of the caller's", async () => {
  const contact = await makeContact(hub, {
    identities: [{ kind: "phone", address: number, isProven: true }],
  });
  const call = await dial();
  const [interaction] = await hub.deps.db.select().from(interactions).where(eq(interactions.id, call.id));
  expect(interaction).toMatchObject({ kind: "call", direction: "out", authorId: line.anna.id });
  const [conversation] = await hub.deps.db
    .select()
    .from(conversations)
    .where(eq(conversations.id, interaction!.conversationId));
  expect(conversation).toMatchObject({ contactId: contact.id, assigneeId: line.anna.id, status: "open" });
});

test("a number that is nobody's makes a contact, who is the same when they call themselves", async () => {
  const call = await dial();
  const { contact } = await readCall(line, call);
  await line.door.arrive({ externalId: number, from: { identity: { kind: "phone", address: number } } });
  const [own] = await hub.deps.db.select().from(identities).where(eq(identities.address, number));
  expect(own).toMatchObject({ contactId: contact.id, isProven: true });
  const { rows } = await hub.deps.pool.query("select contact_id from calls where number = $1", [number]);
  expect(new Set(rows.map(({ contact_id }) => contact_id))).toEqual(new Set([contact.id]));
});

test("a call for a queue has its number and its recording, and its work lies there", async () => {
  const queue = await others();
  const call = await dial({ queueId: queue.id });
  expect(line.voice.dialled[0]).toMatchObject({ callerId: "+4930777" });
  expect(await readCall(line, call)).toMatchObject({ recordingRule: "onDemand", isPaused: true });
  expect(await workOf(line, call)).toMatchObject({ queueId: queue.id });
});

test.each([
  "busy",
  "noAnswer",
  "failed",
] as const)("a call that ends as %s says so, leaves nothing to do, and lets the caller go", async (reason) => {
  const call = await dial();
  await connect(call);
  await tell(call, { type: "hungUp", reason });
  await tell(call, { type: "hungUp" });
  expect(await readCall(line, call)).toMatchObject({
    stage: "ended",
    outcome: reason,
    answeredAt: null,
    legs: [{ state: "ended" }],
  });
  expect(await tasksOf(line, call)).toEqual([]);
  expect(line.voice.of("drop", call.id)).toHaveLength(1);
});

test("whoever called may think better of it, before their leg is there too; then it rings nowhere any more", async () => {
  const call = await dial();
  const access = await accessOf(hub, line.anna);
  await tell(call, { type: "ringing" });
  await expect(
    endByPerson(line.deps, { access: await accessOf(hub, line.ben), callId: call.id }),
  ).rejects.toMatchObject({ code: "not_found" });
  await endByPerson(line.deps, { access, callId: call.id });
  await endByPerson(line.deps, { access, callId: call.id });
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "noAnswer" });
  expect(line.voice.of("hangUp", call.id)).toHaveLength(1);
});

test("a leg that fails, is not there in time, or is lost while it rings hangs up where it rings", async () => {
  const failed = await dial();
  await line.door.tellLeg(await legOf(failed), { state: "ended", reason: "failed" });
  const late = await dial();
  await checkLeg(line.deps, { legId: await legOf(late) });
  const lost = await dial();
  await connect(lost);
  const said = { state: "ended", detail: null } as const;
  const access = await accessOf(hub, line.anna);
  await sayLegState(line.deps, { access, callId: lost.id, legId: await legOf(lost), ...said });
  for (const call of [failed, late, lost]) {
    expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "failed" });
    expect(line.voice.of("hangUp", call.id)).toHaveLength(1);
    expect(await tasksOf(line, call)).toEqual([]);
  }
});

test("a webhook may be quicker than the carrier's answer, and the leg is begun once", async () => {
  line.voice.dial = async ({ id }) => {
    await line.door.tellDialled(id, `dialled ${id}`);
    await line.door.tellDialled(id, `dialled ${id}`);
    await line.door.tell(`dialled ${id}`, { type: "ringing" });
    return { externalId: `dialled ${id}` };
  };
  const call = await dial();
  expect(line.voice.of("join", call.id)).toHaveLength(1);
  expect(await readCall(line, call)).toMatchObject({ stage: "ringing" });
});

test("a call that was given up before its carrier knew it is hung up as soon as that does", async () => {
  const access = await accessOf(hub, line.anna);
  line.voice.dial = async ({ id }) => {
    await endByPerson(line.deps, { access, callId: id });
    expect(line.voice.of("hangUp", id)).toEqual([]);
    return { externalId: `dialled ${id}` };
  };
  const call = await dial();
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "noAnswer" });
  expect(line.voice.of("hangUp", call.id)).toMatchObject([{ call: { externalId: nameOf(call) } }]);
  expect(line.voice.of("join", call.id)).toEqual([]);
});

test("where the carrier does not dial, the call has failed and the caller is told why", async () => {
  line.voice.failure = new ConnectorError("rejected", "This number is blocked. (21215)");
  await expect(dial()).rejects.toMatchObject({
    code: "unavailable",
    message: "The call could not be placed. This number is blocked. (21215)",
  });
  const { rows } = await hub.deps.pool.query("select id from calls where number = $1", [number]);
  expect(await readCall(line, rows[0])).toMatchObject({ stage: "ended", outcome: "failed" });
});

test("a call that nobody answers is given up, one that is answered is not", async () => {
  const call = await dial();
  const [job] = (await hub.jobs("giveUpCall")).filter(({ payload }) => payload.callId === call.id);
  const startedAt = (await rowOf(call))!.startedAt.getTime();
  expect(job!.runAt.getTime() - startedAt).toBe(55_000);
  await giveUpCall(line.deps, { callId: call.id });
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "noAnswer" });
  const answered = await dial();
  await connect(answered);
  await tell(answered, { type: "accepted" });
  await giveUpCall(line.deps, { callId: answered.id });
  expect(await readCall(line, answered)).toMatchObject({ stage: "active" });
});

test("who is reached needs no more calling back; who is not still does, and other tasks stay", async () => {
  const contact = await makeContact(hub, {
    identities: [{ kind: "phone", address: number, isProven: true }],
  });
  const callback = await makeTask(hub, { contactId: contact.id, kind: "callback" });
  const todo = await makeTask(hub, { contactId: contact.id, kind: "todo" });
  const openOnes = async () =>
    (await tasksOf(line, call)).filter(({ doneAt }) => !doneAt).map(({ id }) => id);
  let call = await dial();
  await tell(call, { type: "hungUp", reason: "busy" });
  expect(new Set(await openOnes())).toEqual(new Set([callback.id, todo.id]));
  call = await dial();
  await connect(call);
  await tell(call, { type: "accepted" });
  expect(await openOnes()).toEqual([todo.id]);
  const [done] = await hub.deps.db.select().from(tasks).where(eq(tasks.id, callback.id));
  expect(done).toMatchObject({ doneBy: line.anna.id });
});

test("who is lost in the middle of an answered call leaves whom they called to the queue, and nobody to silence", async () => {
  const call = await dial({ queueId: line.queueId });
  await connect(call);
  await tell(call, { type: "accepted" });
  await line.door.tellLeg(await legOf(call), { state: "ended" });
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", priority: 9 });
  const steps = await line.door.arrive({
    externalId: nameOf(call),
    from: { identity: { kind: "phone", address: number } },
  });
  expect(steps).toMatchObject([{ type: "wait" }]);
});

test("before they answer nobody is brought in, and nothing is held or sent to a queue", async () => {
  const call = await dial({ queueId: line.queueId });
  await connect(call);
  const own = { access: await accessOf(hub, line.anna), callId: call.id };
  const to = { kind: "person", personId: line.ben.id } as const;
  const early = { code: "conflict", message: "This can be done once they have answered." };
  await expect(putOnHold(line.deps, { ...own, isHeld: true })).rejects.toMatchObject(early);
  await expect(requeueCall(line.deps, { ...own, queueId: line.queueId })).rejects.toMatchObject(early);
  await expect(addLeg(line.deps, { ...own, to, leaves: true })).rejects.toMatchObject(early);
  await tell(call, { type: "accepted" });
  await requeueCall(line.deps, { ...own, queueId: line.queueId });
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
});

test("what is to be recorded is from when they talk, and what is rung is not", async () => {
  const states: string[] = [];
  line.voice.record = async (_call, state) => void states.push(state);
  const queue = await makeQueue(hub, { personIds: [line.anna.id], recording: "always" });
  const call = await dial({ queueId: queue.id });
  await connect(call);
  expect(states).toEqual([]);
  await tell(call, { type: "accepted" });
  expect(states).toEqual(["on"]);
});

test("the work of a call of ours is wrapped up as all work is", async () => {
  const queue = await makeQueue(hub, { personIds: [line.anna.id], wrapUpSeconds: 30 });
  const call = await dial({ queueId: queue.id });
  await tell(call, { type: "hungUp", reason: "noAnswer" });
  expect(await workOf(line, call)).toMatchObject({ state: "wrapUp", ownerId: line.anna.id });
  const made = await hub.deps.db.select().from(workItems).where(eq(workItems.queueId, queue.id));
  expect(made).toHaveLength(1);
});
