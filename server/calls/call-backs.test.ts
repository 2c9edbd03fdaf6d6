import { afterEach, beforeEach, expect, test } from "vitest";
import { queueTeams } from "../../db/schema/index.ts";
import { laneOf, menuFlow, place, ring, tasksOf } from "../../test/calls.ts";
import { accessOf, makePerson, makeTask, makeTeam } from "../../test/factories.ts";
import { setLine } from "../../test/set-line.ts";
import type { Task } from "../contract/sales.ts";
import type { Access } from "../permissions/access.ts";
import { changeTask } from "../tasks/change-task.ts";
import { listTasks } from "../tasks/list-tasks.ts";
import { countTasks } from "../tasks/queries.ts";
import { createCallDoor } from "./create-call-door.ts";

/** Callers who did not get through, as their queue's people have them to do. */
const { hub, line } = await setLine({ flow: menuFlow });
const ten = new Date("2031-01-06T10:00:00Z");
hub.setClock(ten);
afterEach(() => hub.setClock(ten));

const after = (minutes: number) => new Date(ten.getTime() + minutes * 60_000);

let anna: Access;
beforeEach(async () => {
  anna = await accessOf(hub, line.anna);
});

/** Somebody who waits, was told when somebody should have time, and presses the key. */
async function keepPlace(expectedMinutes: number | null) {
  const expectedMs = expectedMinutes === null ? null : expectedMinutes * 60_000;
  const findWait = async () => ({ position: 2, expectedMs });
  const door = createCallDoor(line.deps, { lane: laneOf(hub), findWait })(line.channelId);
  const call = await ring(line);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  await door.tell(call.externalId, { type: "tick", position: null, expectedWaitSeconds: null });
  return { ...call, press: () => call.tell({ type: "digits", turn: 2, digits: "5" }) };
}

/** Somebody who does not wait any longer. */
async function hangUp() {
  const call = await ring(line);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  await call.tell({ type: "hungUp" });
  return call;
}

type Filter = Partial<Omit<Parameters<typeof listTasks>[1], "access">>;
const list = async (access: Access, filter: Filter): Promise<Task[]> =>
  (await listTasks(line.deps, { access, limit: 9, isDone: false, ...filter })).items;

test.each([
  [4, 4],
  [90, 15],
  [0, 1],
  [null, 15],
])("who keeps the place with %s minutes to wait is to be called back within %s", async (expected, due) => {
  const call = await keepPlace(expected);
  await call.press();
  expect(await tasksOf(line, call)).toMatchObject([
    { kind: "callback", dueAt: after(due), assigneeId: null },
  ]);
});

test("those who were expected to be served by then have waited for it, however late they press the key", async () => {
  const call = await keepPlace(4);
  hub.setClock(after(3));
  await call.press();
  expect(await tasksOf(line, call)).toMatchObject([{ dueAt: after(4) }]);
});

test("call-backs that nobody has taken are for all people of the queue, and for nobody else", async () => {
  const call = await hangUp();
  const [task] = await tasksOf(line, call);
  const stranger = await accessOf(hub, await makePerson(hub));
  for (const access of [anna, await accessOf(hub, line.ben)]) {
    expect(await list(access, { isForMe: true })).toMatchObject([{ id: task?.id, assigneeId: null }]);
    expect(await countTasks(line.deps, access)).toEqual({ open: 1, overdue: 0, untaken: 1 });
  }
  expect(await list(stranger, { isForMe: true })).toEqual([]);
  expect(await countTasks(line.deps, stranger)).toEqual({ open: 0, overdue: 0, untaken: 0 });
});

test("what else is nobody's is not for everybody", async () => {
  const call = await hangUp();
  const [task] = await tasksOf(line, call);
  await makeTask(hub, { conversationId: task?.conversationId, kind: "todo", dueAt: ten });
  expect(await list(anna, { isForMe: true })).toMatchObject([{ kind: "callback" }]);
  expect(await list(anna, { isOfCall: false })).toMatchObject([{ kind: "todo" }]);
});

test("whoever came first is called back first, whenever it is due", async () => {
  const first = await keepPlace(14);
  hub.setClock(after(1));
  const second = await keepPlace(2);
  await second.press();
  await first.press();
  const ids = await Promise.all([first, second].map(async (call) => (await tasksOf(line, call))[0]?.id));
  const isOfCall = true;
  expect((await list(anna, { isOfCall, isForMe: true })).map(({ id }) => id)).toEqual(ids);
  expect((await list(anna, { isForMe: true })).map(({ id }) => id)).toEqual(ids.toReversed());
  const page = await listTasks(line.deps, { access: anna, isDone: false, isForMe: true, isOfCall, limit: 1 });
  expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 1));
  expect((await list(anna, { isOfCall, isForMe: true, cursor: page.next })).map(({ id }) => id)).toEqual(
    ids.slice(1),
  );
});

test("who calls back has taken it on, so that no colleague does too, and it stays theirs where nobody answers", async () => {
  const call = await hangUp();
  await place(line, { number: call.number });
  expect(await tasksOf(line, call)).toMatchObject([{ assigneeId: line.anna.id, doneAt: null }]);
  expect(await countTasks(line.deps, await accessOf(hub, line.ben))).toMatchObject({ open: 0 });
  expect(await countTasks(line.deps, anna)).toMatchObject({ open: 1, untaken: 0 });
  expect(await hub.events()).toContainEqual(
    expect.objectContaining({
      type: "task.updated",
      data: expect.objectContaining({ assigneeId: { from: null, to: line.anna.id } }),
    }),
  );
});

test("one that a colleague has taken stays theirs when somebody else calls", async () => {
  const call = await hangUp();
  const [task] = await tasksOf(line, call);
  await changeTask(line.deps, {
    access: await accessOf(hub, line.ben),
    taskId: task?.id ?? "",
    assigneeId: line.ben.id,
  });
  await place(line, { number: call.number });
  expect(await tasksOf(line, call)).toMatchObject([{ assigneeId: line.ben.id }]);
});

test("whoever leads the queue has those that are overdue counted until somebody takes them", async () => {
  const team = await makeTeam(hub);
  await line.deps.db.insert(queueTeams).values({ queueId: line.queueId, teamId: team.id });
  const lead = await accessOf(hub, await makePerson(hub, { role: "supervisor", teamIds: [team.id] }));
  const call = await hangUp();
  hub.setClock(after(16));
  expect(await countTasks(line.deps, lead)).toEqual({ open: 1, overdue: 1, untaken: 0 });
  const [task] = await tasksOf(line, call);
  await changeTask(line.deps, { access: anna, taskId: task?.id ?? "", assigneeId: line.anna.id });
  expect(await countTasks(line.deps, lead)).toEqual({ open: 0, overdue: 0, untaken: 0 });
});
