import { afterAll, afterEach, expect, test } from "vitest";
import {
  accessOf,
  makeContact,
  makeConversation,
  makeDeal,
  makePerson,
  makeTask as taskOf,
  testHub,
} from "../../test/factories.ts";
import { announceOverdue } from "./announce-overdue.ts";
import { announceOverdueBetween } from "./announce-overdue-between.ts";
import { changeTask } from "./change-task.ts";
import { listTasks } from "./list-tasks.ts";
import { makeTask } from "./make-task.ts";
import { countTasks, getChangedTask } from "./queries.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

const agent = await accessOf(hub, await makePerson(hub));
const other = await accessOf(hub, await makePerson(hub));
const typesSince = async (seq: number) => (await hub.events(seq)).map(({ type }) => type);
const lastSeq = async () => (await hub.events()).at(-1)?.seq ?? 0;
const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, "0")}:00:00.000Z`;

test("a task is its maker's, on the contact of its conversation, and watched until due", async () => {
  const conversation = await makeConversation(hub, { assigneeId: agent.personId });
  const id = await makeTask(deps, {
    access: agent,
    title: "Call",
    dueAt: at(9),
    conversationId: conversation.id,
  });
  expect(await getChangedTask(deps, id)).toMatchObject({
    assigneeId: agent.personId,
    contact: { id: conversation.contactId },
    dueAt: at(9),
  });
  const job = (await hub.jobs("announceOverdue")).find(({ payload }) => payload.taskId === id);
  expect(job?.runAt.toISOString()).toBe(at(9));
});

test("a task on what one does not see, on two contacts at once, or for nobody here is refused", async () => {
  const conversation = await makeConversation(hub, { assigneeId: other.personId });
  const mine = await makeContact(hub, { createdBy: agent.personId });
  const deal = await makeDeal(hub, { ownerId: agent.personId });
  const task = { access: agent, title: "Call", dueAt: null };
  for (const wrong of [
    { conversationId: conversation.id },
    { contactId: conversation.contactId },
    { dealId: conversation.id },
    { contactId: mine.id, dealId: deal.id },
    { assigneeId: mine.id },
  ]) {
    await expect(makeTask(deps, { ...task, ...wrong })).rejects.toMatchObject({ code: "invalid" });
  }
});

test("done twice is done once; reopened it waits again", async () => {
  const { id } = await taskOf(hub, { assigneeId: agent.personId });
  const before = await lastSeq();
  const set = (isDone: boolean) => changeTask(deps, { access: agent, taskId: id, isDone });
  await Promise.all([set(true), set(true)]);
  expect((await getChangedTask(deps, id)).doneAt).not.toBeNull();
  await set(false);
  expect((await getChangedTask(deps, id)).doneAt).toBeNull();
  expect(await typesSince(before)).toEqual(["task.completed", "task.reopened"]);
});

test("overdue is announced once, only while the task is open and its time is over", async () => {
  hub.setClock(new Date(at(8)));
  const id = await makeTask(deps, { access: agent, title: "Call", dueAt: at(9) });
  const before = await lastSeq();
  await announceOverdue(deps, { taskId: id });
  expect(await typesSince(before)).toEqual([]);
  hub.setClock(new Date(at(9)));
  await announceOverdue(deps, { taskId: id });
  await announceOverdue(deps, { taskId: id });
  expect(await typesSince(before)).toEqual(["task.overdue"]);
  expect((await getChangedTask(deps, id)).isOverdue).toBe(true);

  await changeTask(deps, { access: agent, taskId: id, dueAt: at(11) });
  const jobs = (await hub.jobs("announceOverdue")).filter(({ payload }) => payload.taskId === id);
  expect(jobs.map(({ runAt }) => runAt.toISOString())).toEqual([at(11)]);
  await changeTask(deps, { access: agent, taskId: id, isDone: true });
  hub.setClock(new Date(at(12)));
  const closed = await lastSeq();
  await announceOverdue(deps, { taskId: id });
  expect(await typesSince(closed)).toEqual([]);
});

test("what becomes overdue within a span is announced once, what is done or due at another time is not", async () => {
  hub.setClock(new Date(at(16)));
  const due = (hour: number, values: object = {}) => taskOf(hub, { dueAt: new Date(at(hour)), ...values });
  const [atOnce, later] = [await due(13), await due(14)];
  await due(12);
  await due(15);
  await due(14, { doneAt: new Date(at(13)) });
  const before = await lastSeq();
  const span = { from: at(13), until: at(15) };
  await announceOverdueBetween(deps, span);
  await announceOverdueBetween(deps, span);
  const announced = (await hub.events(before)).map(({ type, data }) => ({ type, data }));
  expect(announced).toMatchObject(
    [atOnce, later].map(({ id }) => ({ type: "task.overdue", data: { taskId: id } })),
  );
});

test("tasks come by due time, those without one last, page by page", async () => {
  const someone = await accessOf(hub, await makePerson(hub));
  const made: string[] = [];
  for (const dueAt of [at(3), at(5), at(5), null, null]) {
    made.push(
      (await taskOf(hub, { assigneeId: someone.personId, dueAt: dueAt === null ? null : new Date(dueAt) }))
        .id,
    );
  }
  const found: string[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const page = await listTasks(deps, { access: someone, cursor, limit: 2 });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(found).toEqual(made);
});

test("counts and filters tell open, overdue and done apart", async () => {
  hub.setClock(new Date(at(4)));
  const someone = await accessOf(hub, await makePerson(hub));
  const task = (values: object) => taskOf(hub, { assigneeId: someone.personId, ...values });
  const late = await task({ dueAt: new Date(at(4)) });
  const early = await task({ dueAt: new Date(at(5)) });
  const done = await task({ dueAt: new Date(at(3)), doneAt: new Date(at(3)) });
  expect(await countTasks(deps, someone)).toEqual({ open: 2, overdue: 1, untaken: 0 });
  const ids = async (filter: { isDone?: boolean; isOverdue?: boolean }) =>
    (await listTasks(deps, { access: someone, limit: 9, ...filter })).items.map(({ id }) => id);
  expect(await ids({ isOverdue: true })).toEqual([late.id]);
  expect(await ids({ isOverdue: false })).toEqual([done.id, early.id]);
  expect(await ids({ isDone: true })).toEqual([done.id]);
});

test("somebody else's task is not there", async () => {
  const { id } = await taskOf(hub, { assigneeId: agent.personId });
  await expect(changeTask(deps, { access: other, taskId: id, isDone: true })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await listTasks(deps, { access: other, assigneeId: agent.personId, limit: 9 })).items).toEqual([]);
});
