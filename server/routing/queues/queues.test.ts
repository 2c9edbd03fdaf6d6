import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  accessOf,
  makeChannel,
  makePerson,
  makeQueue,
  makeTeam,
  type TestHub,
  testHub,
} from "../../../test/factories.ts";
import type { Access } from "../../permissions/access.ts";
import { createSkill } from "../skills/create-skill.ts";
import { createQueue } from "./create-queue.ts";
import { getQueue, listQueues } from "./queries.ts";
import type { QueueChange } from "./refuse-bad-queue.ts";
import { updateQueue } from "./update-queue.ts";

let hub: TestHub;
let admin: Access;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});

let made = 0;
const create = (values: QueueChange = {}) =>
  createQueue(hub.deps, { access: admin, values: { name: `Queue of a test ${++made}`, ...values } });
const change = (queueId: string, values: QueueChange) =>
  updateQueue(hub.deps, { access: admin, queueId, change: values });
const nobody = "0198c0de-0000-7000-8000-000000000001";

test("a queue needs a name alone, and the rest is as usual", async () => {
  const id = await create({ name: "Support" });
  expect(await getQueue(hub.deps, id)).toMatchObject({
    name: "Support",
    memberIds: [],
    strategy: "longestIdle",
    offerSeconds: 30,
    mayPick: true,
    autoAccept: [],
    dispositions: [],
    officeHours: null,
  });
  expect((await hub.events()).at(-1)).toMatchObject({
    type: "queue.updated",
    actorId: admin.personId,
    data: { queueId: id, memberIds: [], answerWithinSeconds: 60 },
  });
});

test("its members are its people and its teams' people, each once, without those removed", async () => {
  const team = await makeTeam(hub);
  const [ada, bob] = [await makePerson(hub, { teamIds: [team.id] }), await makePerson(hub)];
  const gone = await makePerson(hub, { teamIds: [team.id], removedAt: new Date() });
  const id = await create({ personIds: [ada.id, bob.id, gone.id], teamIds: [team.id, team.id] });
  const queue = await getQueue(hub.deps, id);
  expect(queue.memberIds).toEqual([ada.id, bob.id].sort());
  expect(queue.teamIds).toEqual([team.id]);
  expect((await hub.events()).at(-1)?.data).toMatchObject({ memberIds: queue.memberIds });
});

test("a change leaves what it does not name, and replaces lists whole", async () => {
  const [ada, bob] = [await makePerson(hub), await makePerson(hub)];
  const [site, mail] = [await makeChannel(hub), await makeChannel(hub)];
  const id = await create({ personIds: [ada.id], channelIds: [site.id], wrapUpSeconds: 45 });
  await change(id, { personIds: [bob.id], channelIds: [mail.id], strategy: "roundRobin" });
  expect(await getQueue(hub.deps, id)).toMatchObject({
    memberIds: [bob.id],
    channelIds: [mail.id],
    strategy: "roundRobin",
    wrapUpSeconds: 45,
  });
  await change(id, { personIds: [], channelIds: [] });
  expect(await getQueue(hub.deps, id)).toMatchObject({ memberIds: [], channelIds: [] });
});

test("a channel feeds one queue: another that takes it has it", async () => {
  const channel = await makeChannel(hub);
  const first = await create({ channelIds: [channel.id] });
  const second = await create({ channelIds: [channel.id] });
  expect((await getQueue(hub.deps, first)).channelIds).toEqual([]);
  expect((await getQueue(hub.deps, second)).channelIds).toEqual([channel.id]);
});

test("dispositions are renamed, put in order, added and archived by one list", async () => {
  const id = await create({
    dispositions: [{ name: "Sold" }, { name: "Not now" }, { name: "Wrong number" }],
  });
  const [sold, notNow] = (await getQueue(hub.deps, id)).dispositions;
  await change(id, {
    dispositions: [{ id: notNow!.id, name: "Later" }, { name: "Complaint" }, { id: sold!.id, name: "Sold" }],
  });
  const after = (await getQueue(hub.deps, id)).dispositions;
  expect(after.map(({ name }) => name)).toEqual(["Later", "Complaint", "Sold"]);
  expect(after[0]?.id).toBe(notNow?.id);
  const other = await create();
  for (const dispositions of [
    [{ id: sold!.id, name: "Stolen" }],
    [{ name: "Twice" }, { name: "Twice" }],
    [{ id: nobody, name: "Unknown" }],
  ]) {
    await expect(change(other, { dispositions })).rejects.toMatchObject({
      code: "invalid",
      fields: { dispositions: expect.any(String) },
    });
  }
});

test("names are each queue's own, also of two made or renamed at once", async () => {
  const outcomes = await Promise.allSettled([create({ name: "Sales" }), create({ name: "Sales" })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const id = await create();
  await expect(change(id, { name: "Sales" })).rejects.toMatchObject({
    code: "conflict",
    fields: { name: "is taken" },
  });
  const renamed = await Promise.allSettled([
    change(id, { name: "Returns" }),
    change(await create(), { name: "Returns" }),
  ]);
  expect(renamed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

const skillIds = (ids: string[]) => ids.map((skillId) => ({ skillId, level: 2, relaxAfterSeconds: null }));

test.each<[string, QueueChange]>([
  ["personIds", { personIds: [nobody] }],
  ["teamIds", { teamIds: [nobody] }],
  ["channelIds", { channelIds: [nobody] }],
  ["overflowQueueId", { overflowQueueId: nobody }],
  ["requirements", { requirements: skillIds([nobody]) }],
  [
    "officeHours",
    { officeHours: { timeZone: "UTC", days: [{ weekday: 1, spans: [{ from: 9, to: 3 }] }], holidays: [] } },
  ],
  ["thresholds.waiting", { thresholds: { waiting: [9, 3] } }],
  ["thresholds.serviceLevel", { thresholds: { serviceLevel: [70, 80] } }],
])("%s that cannot be is refused with its field, and nothing is changed", async (field, values) => {
  const id = await create();
  const before = await getQueue(hub.deps, id);
  await expect(change(id, { name: "Other", ...values })).rejects.toMatchObject({
    code: "invalid",
    fields: { [field]: expect.any(String) },
  });
  expect(await getQueue(hub.deps, id)).toEqual(before);
  await expect(create(values)).rejects.toMatchObject({ code: "invalid" });
});

test("a queue does not overflow into itself, but into another", async () => {
  const [first, second] = [await create(), await create()];
  await expect(change(first, { overflowQueueId: first })).rejects.toMatchObject({
    fields: { overflowQueueId: "is this queue itself" },
  });
  await change(first, { overflowQueueId: second, overflowAfterSeconds: 60 });
  expect(await getQueue(hub.deps, first)).toMatchObject({ overflowQueueId: second });
});

test("a skill is asked for once", async () => {
  const skillId = await createSkill(hub.deps, { access: admin, name: "Billing" });
  const id = await create({ requirements: skillIds([skillId]) });
  await expect(change(id, { requirements: skillIds([skillId, skillId]) })).rejects.toMatchObject({
    fields: { requirements: "names one twice" },
  });
});

test("what is not there cannot be changed", async () => {
  await expect(change(nobody, { name: "Nothing" })).rejects.toMatchObject({ code: "not_found" });
  const archived = await makeQueue(hub, { archivedAt: new Date() });
  await expect(change(archived.id, { name: "Nothing" })).rejects.toMatchObject({ code: "not_found" });
  expect((await listQueues(hub.deps)).map(({ id }) => id)).not.toContain(archived.id);
});

test("of members added and settings changed at once, the last event knows all", async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => makePerson(hub)));
  const id = await create();
  await Promise.all(people.map(({ id: personId }) => change(id, { personIds: [personId] })));
  const { memberIds } = await getQueue(hub.deps, id);
  expect(memberIds).toHaveLength(1);
  expect((await hub.events()).at(-1)?.data).toMatchObject({ queueId: id, memberIds });
});

test("what becomes of a queue's calls is kept, its number in one spelling", async () => {
  const id = await create();
  expect(await getQueue(hub.deps, id)).toMatchObject({
    recording: "never",
    recordingDays: null,
    callerId: null,
  });
  await change(id, { recording: "onDemand", recordingDays: 90, callerId: " +49 (30) 123-4567 " });
  expect(await getQueue(hub.deps, id)).toMatchObject({
    recording: "onDemand",
    recordingDays: 90,
    callerId: "+49301234567",
  });
  await change(id, { priority: 1 });
  expect(await getQueue(hub.deps, id)).toMatchObject({ callerId: "+49301234567" });
  await change(id, { callerId: null });
  expect(await getQueue(hub.deps, id)).toMatchObject({ callerId: null });
});

test("what its people say in a call is kept as it was written, and may be taken back", async () => {
  const id = await create();
  expect(await getQueue(hub.deps, id)).toMatchObject({ script: null });
  const script = "Good morning,\n  this is {{agent.name}}.";
  await change(id, { script });
  await change(id, { priority: 1 });
  expect(await getQueue(hub.deps, id)).toMatchObject({ script });
  await change(id, { script: null });
  expect(await getQueue(hub.deps, id)).toMatchObject({ script: null });
});

test("a number that nobody could be called with is refused", async () => {
  const id = await create();
  for (const callerId of ["0301234567", "+49", "hotline"])
    await expect(change(id, { callerId })).rejects.toMatchObject({
      code: "invalid",
      fields: { callerId: expect.stringContaining("phone number") },
    });
});
