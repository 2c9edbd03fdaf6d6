import { afterAll, beforeAll, expect, test } from "vitest";
import { accessOf, makePerson, makeQueue, makeTeam, type TestHub, testHub } from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";
import { createSkill } from "../routing/skills/create-skill.ts";
import { getPerson } from "./queries.ts";
import { type PersonChange, updatePerson } from "./update-person.ts";

let hub: TestHub;
let access: Access;
beforeAll(async () => {
  hub = await testHub();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

const change = (personId: string, values: PersonChange) =>
  updatePerson(hub.deps, { access, personId, change: values });

test("capacity, languages and skills are set, and said once", async () => {
  const { id } = await makePerson(hub);
  const skillId = await createSkill(hub.deps, { access, name: "Billing" });
  const seq = (await hub.events()).at(-1)?.seq;
  const values = { capacity: 12, languages: ["de", "en", "de"], skills: [{ skillId, level: 3 }] };
  await change(id, values);
  await change(id, values);
  expect(await getPerson(hub.deps, id)).toMatchObject({
    capacity: 12,
    languages: ["de", "en"],
    skills: [{ skillId, level: 3 }],
  });
  expect((await hub.events(seq)).map(({ type, data }) => ({ type, data }))).toEqual([
    { type: "person.updated", data: { personId: id } },
  ]);
  await change(id, { skills: [{ skillId, level: 4 }] });
  await change(id, { skills: [] });
  expect(await getPerson(hub.deps, id)).toMatchObject({ capacity: 12, skills: [] });
  expect(await hub.events(seq)).toHaveLength(3);
});

test("a skill that is not there, or twice, is refused and nothing is changed", async () => {
  const { id } = await makePerson(hub, { capacity: 4 });
  const skillId = await createSkill(hub.deps, { access, name: "French" });
  const unknown = { skillId: "0198c0de-0000-7000-8000-000000000001", level: 1 };
  for (const skills of [
    [unknown],
    [
      { skillId, level: 1 },
      { skillId, level: 2 },
    ],
  ]) {
    await expect(change(id, { capacity: 9, skills })).rejects.toMatchObject({
      code: "invalid",
      fields: { skills: expect.any(String) },
    });
  }
  expect(await getPerson(hub.deps, id)).toMatchObject({ capacity: 4, skills: [] });
});

test("a person's queues are those given, beside their teams', and only what changes is said", async () => {
  const team = await makeTeam(hub);
  const person = await makePerson(hub, { teamIds: [team.id] });
  const ofTeam = await makeQueue(hub, { teamIds: [team.id] });
  const [left, kept, joined] = [
    await makeQueue(hub, { personIds: [person.id] }),
    await makeQueue(hub, { personIds: [person.id] }),
    await makeQueue(hub),
  ];
  const seq = (await hub.events()).at(-1)?.seq;
  const queueIds = [kept.id, joined.id];
  await change(person.id, { queueIds });
  await change(person.id, { queueIds });
  const now = (await accessOf(hub, person)).queueIds;
  expect(now.toSorted()).toEqual([ofTeam.id, kept.id, joined.id].sort());
  const said = (await hub.events(seq)).map(({ type, data }) => [type, data]);
  expect(said).toMatchObject([
    ["queue.updated", { queueId: left.id, memberIds: [] }],
    ["queue.updated", { queueId: joined.id, memberIds: [person.id] }],
  ]);
});

test("two who put people into one queue at once both find them there, and a queue that is not there changes nothing", async () => {
  const queue = await makeQueue(hub);
  const people = [await makePerson(hub), await makePerson(hub)];
  const seq = (await hub.events()).at(-1)?.seq;
  await Promise.all(people.map(({ id }) => change(id, { queueIds: [queue.id] })));
  const said = (await hub.events(seq)).flatMap(({ data }) => ("memberIds" in data ? [data.memberIds] : []));
  expect(said.at(-1)?.toSorted()).toEqual(people.map(({ id }) => id).sort());
  const wrong = change(people[0]!.id, { capacity: 99, queueIds: [crypto.randomUUID()] });
  await expect(wrong).rejects.toMatchObject({ code: "invalid", fields: { queueIds: expect.any(String) } });
  expect(await getPerson(hub.deps, people[0]!.id)).not.toMatchObject({ capacity: 99 });
});
