import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routingRules, workItems } from "../../../db/schema/index.ts";
import {
  accessOf,
  makeConversation,
  makePerson,
  makeWorkItem,
  type TestHub,
  testHub,
} from "../../../test/factories.ts";
import { getPerson } from "../../people/queries.ts";
import { updatePerson } from "../../people/update-person.ts";
import type { Access } from "../../permissions/access.ts";
import { createQueue } from "../queues/create-queue.ts";
import { getQueue } from "../queues/queries.ts";
import { createSkill } from "./create-skill.ts";
import { getSkill, listSkills } from "./queries.ts";
import { removeSkill } from "./remove-skill.ts";
import { renameSkill } from "./rename-skill.ts";

let hub: TestHub;
let access: Access;
beforeAll(async () => {
  hub = await testHub();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

const create = (name: string) => createSkill(hub.deps, { access, name });
const asked = (...ids: string[]) => ids.map((skillId) => ({ skillId, level: 2, relaxAfterSeconds: null }));

test("skills are listed by name, renamed, and each has its own name", async () => {
  const [zulu, arabic] = [await create("Zulu"), await create("Arabic")];
  expect((await listSkills(hub.deps)).map(({ name }) => name)).toEqual(["Arabic", "Zulu"]);
  await renameSkill(hub.deps, { access, skillId: zulu, name: "isiZulu" });
  expect(await getSkill(hub.deps, zulu)).toEqual({ id: zulu, name: "isiZulu" });
  expect((await hub.events()).at(-1)).toMatchObject({ type: "skill.updated", data: { skillId: zulu } });
  const taken = { code: "conflict", fields: { name: "is taken" } };
  await expect(create("Arabic")).rejects.toMatchObject(taken);
  await expect(renameSkill(hub.deps, { access, skillId: zulu, name: "Arabic" })).rejects.toMatchObject(taken);
  await renameSkill(hub.deps, { access, skillId: arabic, name: "Arabic" });
});

test("of two who make a skill at once, one does", async () => {
  const outcomes = await Promise.allSettled([create("Chess"), create("Chess")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a skill that is removed is asked for by nothing any more, and nobody has it", async () => {
  const [billing, french] = [await create("Billing"), await create("French")];
  const person = await makePerson(hub);
  const change = { skills: [billing, french].map((skillId) => ({ skillId, level: 4 })) };
  await updatePerson(hub.deps, { access, personId: person.id, change });
  const values = { name: "Invoices", requirements: asked(billing, french) };
  const queueId = await createQueue(hub.deps, { access, values });
  const inRules = [asked(billing), asked(billing, french)];
  await hub.deps.db.insert(routingRules).values(
    inRules.map((requirements, position) => ({
      name: "One",
      position,
      conditions: {},
      actions: { priority: 2, requirements },
    })),
  );
  const { id: conversationId } = await makeConversation(hub);
  const open = await makeWorkItem(hub, { conversationId, requirements: asked(french, billing) });
  const done = await makeWorkItem(hub, { conversationId, requirements: asked(billing), state: "done" });

  await removeSkill(hub.deps, { access, skillId: billing });

  expect((await getPerson(hub.deps, person.id)).skills).toEqual([{ skillId: french, level: 4 }]);
  expect((await getQueue(hub.deps, queueId)).requirements).toEqual(asked(french));
  const rules = await hub.deps.db.select().from(routingRules).orderBy(routingRules.position);
  expect(rules.map(({ actions }) => actions)).toEqual([
    { priority: 2 },
    { priority: 2, requirements: asked(french) },
  ]);
  const requirementsOf = async (id: string) =>
    (await hub.deps.db.select().from(workItems).where(eq(workItems.id, id)))[0]?.requirements;
  expect(await requirementsOf(open.id)).toEqual(asked(french));
  expect(await requirementsOf(done.id)).toEqual(asked(billing));
  const types = (await hub.events()).slice(-3).map(({ type }) => type);
  expect(types).toEqual(["queue.updated", "routingRules.updated", "skill.updated"]);
});

test("what is not there is neither renamed nor removed", async () => {
  const skillId = await create("Gone");
  await removeSkill(hub.deps, { access, skillId });
  const missing = { code: "not_found" };
  await expect(removeSkill(hub.deps, { access, skillId })).rejects.toMatchObject(missing);
  await expect(renameSkill(hub.deps, { access, skillId, name: "Back" })).rejects.toMatchObject(missing);
});

test("a skill that is asked for while it is removed is asked for by nothing in the end", async () => {
  const skillId = await create("Fleeting");
  const outcomes = await Promise.allSettled([
    createQueue(hub.deps, { access, values: { name: "Hasty", requirements: asked(skillId) } }),
    removeSkill(hub.deps, { access, skillId }),
  ]);
  const [made] = outcomes;
  expect(outcomes[1]?.status).toBe("fulfilled");
  if (made.status === "fulfilled") expect((await getQueue(hub.deps, made.value)).requirements).toEqual([]);
  else expect(made.reason).toMatchObject({ code: "invalid" });
});
