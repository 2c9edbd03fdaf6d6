import { beforeEach, expect, test } from "vitest";
import { accept, answer, type Caller, menuFlow, offer, readCall, ring, workOf } from "../../../test/calls.ts";
import { accessOf, makePerson, makeQueue } from "../../../test/factories.ts";
import { refuseChanges } from "../../../test/refuse-changes.ts";
import { setLine } from "../../../test/set-line.ts";
import { carryOut } from "../../routing/engine/carry-out.ts";
import { loadState } from "../../routing/engine/load-state.ts";
import { archiveQueue } from "../../routing/queues/archive-queue.ts";
import { claimWork } from "../../routing/work/claim-work.ts";
import { declineOffer } from "../../routing/work/decline-offer.ts";
import { moveWork } from "../../routing/work/move-work.ts";
import { prioritiseWork } from "../../routing/work/prioritise-work.ts";
import { callsJobs } from "../jobs.ts";
import { moveCallers } from "./move-callers.ts";

const { hub, line, renew } = await setLine();

const recording = { recording: "always", recordingNotice: "You are recorded", asksRecording: true } as const;

let call: Caller;
let chief: { id: string };
beforeEach(async () => {
  call = await ring(line);
  chief = await makePerson(hub, { role: "admin", hasPhone: true });
});

type Queue = { id: string };
const never = new AbortController().signal;
const byChief = async () => ({
  access: await accessOf(hub, chief),
  workItemId: (await workOf(line, call))?.id ?? "",
});
const move = async ({ id: queueId }: Queue) => moveWork(line.deps, { ...(await byChief()), queueId });
async function overflow({ id: to }: Queue) {
  const itemId = (await workOf(line, call))?.id ?? "";
  const { state } = await loadState(line.deps);
  const action = { type: "overflow", itemId, from: line.queueId, to } as const;
  return carryOut(line.deps, state, [action], never);
}
const steered = () => line.voice.of("steer", call.id).map(({ steps }) => steps);

test.each([
  ["a supervisor's move", move, "person"],
  ["the queue's own overflow", overflow, "overflow"],
] as const)("%s has the caller hear that the next queue records before anybody there is asked", async (_, go, reason) => {
  const before = await workOf(line, call);
  const experts = await makeQueue(hub, { personIds: [line.ben.id], ...recording });
  const from = (await hub.events()).at(-1)?.seq ?? 0;
  await go(experts);
  expect(steered()).toMatchObject([[{ type: "gather", prompts: [{ text: "You are recorded" }] }]]);
  expect(await workOf(line, call)).toMatchObject({ id: before?.id, state: "waiting", queueId: null });
  expect(await readCall(line, call)).toMatchObject({ stage: "menu" });
  await call.tell({ type: "timedOut", turn: 2 });
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    queueId: experts.id,
    recordingRule: "always",
  });
  expect(await workOf(line, call)).toMatchObject({
    id: before?.id,
    queueId: experts.id,
    waitingSince: before?.waitingSince,
  });
  const laid = (await hub.events(from)).filter(({ type }) => type === "workItem.queued");
  expect(laid[0]).toMatchObject({ data: { queueId: { from: line.queueId, to: null }, reason } });
  await answer(line, call, line.ben);
  await call.tell({ type: "hungUp" });
  expect(await readCall(line, call)).toMatchObject({ outcome: "answered", queueId: experts.id });
});

test("nobody takes or moves a caller who is being told", async () => {
  await move(await makeQueue(hub, { personIds: [line.ben.id], ...recording }));
  await expect(claimWork(line.deps, await byChief())).rejects.toMatchObject({
    code: "conflict",
    message: "The caller does not wait just now. Try again in a moment.",
  });
  await expect(move({ id: line.queueId })).rejects.toMatchObject({ code: "conflict" });
  await call.tell({ type: "hungUp" });
  expect(await readCall(line, call)).toMatchObject({ outcome: "abandoned" });
  expect(await workOf(line, call)).toBeUndefined();
});

test("where the next queue records nothing, neither is a call that came from one that does", async () => {
  await renew({ recording: "always" });
  call = await ring(line);
  expect(await readCall(line, call)).toMatchObject({ recordingRule: "always" });
  const discreet = await makeQueue(hub, { personIds: [line.ben.id] });
  expect(await overflow(discreet)).toEqual([]);
  expect(await readCall(line, call)).toMatchObject({ stage: "queued", recordingRule: "never" });
  const queued = (await hub.events()).filter(({ type }) => type === "workItem.queued");
  expect(queued.at(-1)).toMatchObject({
    data: { queueId: { from: line.queueId, to: discreet.id }, reason: "overflow" },
  });
});

test("a caller who was moved has the same keys, and the place that somebody gave them", async () => {
  await renew({ flow: menuFlow });
  call = await ring(line);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  await prioritiseWork(line.deps, { ...(await byChief()), priority: 7 });
  const experts = await makeQueue(hub, { personIds: [line.ben.id] });
  await move(experts);
  await move(experts);
  expect(steered()).toMatchObject([[{ type: "wait", keys: "5" }]]);
  expect(await workOf(line, call)).toMatchObject({ queueId: experts.id, priority: 7 });
  await call.tell({ type: "digits", turn: 3, digits: "5" });
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "callback" });
});

test("whom somebody was asked for is missed, also where they hang up in the next queue", async () => {
  const workItemId = await offer(line, call, line.anna);
  await declineOffer(line.deps, { access: await accessOf(hub, line.anna), workItemId });
  await move(await makeQueue(hub, { personIds: [line.ben.id] }));
  expect(await workOf(line, call)).toMatchObject({ passedBy: [] });
  await call.tell({ type: "hungUp" });
  expect(await readCall(line, call)).toMatchObject({ outcome: "missed" });
});

test("a caller whose queue is archived waits in the next as its callers do", async () => {
  const experts = await makeQueue(hub, { personIds: [line.ben.id], ...recording });
  await hub.deps.pool.query("update queues set overflow_queue_id = $2 where id = $1", [
    line.queueId,
    experts.id,
  ]);
  await archiveQueue(hub.deps, { access: await accessOf(hub, chief), queueId: line.queueId });
  const [job] = (await hub.jobs("moveCallers")).filter(({ payload }) => payload.queueId === line.queueId);
  for (let nth = 0; nth < 2; nth++) await callsJobs(line.deps).moveCallers?.(job!.payload, never);
  expect(steered()).toMatchObject([[{ type: "gather", prompts: [{ text: "You are recorded" }] }]]);
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", queueId: null });
  await call.tell({ type: "timedOut", turn: 2 });
  expect(await readCall(line, call)).toMatchObject({ stage: "queued", recordingRule: "always" });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", queueId: experts.id });
});

test("a caller who cannot be moved keeps nobody else of an archived queue, and is moved as soon as that can be done", async () => {
  const [other, experts] = [await ring(line), await makeQueue(hub, { personIds: [line.ben.id] })];
  const isBetter = await refuseChanges(hub, call);
  const moving = { queueId: line.queueId, next: experts.id };
  await expect(moveCallers(line.deps, moving)).rejects.toThrow();
  expect(await readCall(line, other)).toMatchObject({ queueId: experts.id });
  await isBetter();
  await moveCallers(line.deps, moving);
  expect(await readCall(line, call)).toMatchObject({ queueId: experts.id });
});

test("a queue that leads on to no other is not archived while a caller waits there, who would wait for nobody", async () => {
  const archive = async () =>
    archiveQueue(hub.deps, { access: await accessOf(hub, chief), queueId: line.queueId });
  await expect(archive()).rejects.toMatchObject({ code: "conflict" });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", queueId: line.queueId });
  await call.tell({ type: "hungUp" });
  await archive();
});

test("whoever is on their way to a caller who is moved is let go", async () => {
  const legId = await accept(line, call, line.anna);
  await move(await makeQueue(hub, { personIds: [line.ben.id] }));
  expect(line.voice.of("drop", call.id)).toMatchObject([{ leg: { id: legId } }]);
  await line.door.tellLeg(legId, { state: "connected" });
  expect(await readCall(line, call)).toMatchObject({ stage: "queued", legs: [{ state: "ended" }] });
});

test("moving a call is for the queues' supervisors, to a queue that is there, while the caller waits", async () => {
  const [experts, archived] = [await makeQueue(hub), await makeQueue(hub, { archivedAt: new Date() })];
  const { workItemId } = await byChief();
  const byAnna = { access: await accessOf(hub, line.anna), workItemId, queueId: experts.id };
  await expect(moveWork(line.deps, byAnna)).rejects.toMatchObject({ code: "forbidden" });
  await expect(move(archived)).rejects.toMatchObject({ code: "invalid" });
  await answer(line, call, line.anna);
  await expect(move(experts)).rejects.toMatchObject({ code: "conflict" });
  expect(await overflow(experts)).toMatchObject([{ hasFailed: false }]);
  await call.tell({ type: "hungUp" });
  const over = { ...(await byChief()), workItemId, queueId: experts.id };
  await expect(moveWork(line.deps, over)).rejects.toMatchObject({ code: "conflict" });
  expect(await readCall(line, call)).toMatchObject({ queueId: line.queueId });
});
