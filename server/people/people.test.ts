import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apiKeys, channelTeams, conversations, people, sessions, tasks } from "../../db/schema/index.ts";
import {
  makeChannel,
  makeConversation,
  makePerson,
  makeTeam,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";
import { findAccess } from "../permissions/access.ts";
import { createApiKey } from "./create-api-key.ts";
import { createTeam } from "./create-team.ts";
import { deleteTeam } from "./delete-team.ts";
import { findApiKey } from "./find-api-key.ts";
import { getPerson, listTeams } from "./queries.ts";
import { removePerson } from "./remove-person.ts";
import { restorePerson } from "./restore-person.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { updateMe } from "./update-me.ts";
import { updatePerson } from "./update-person.ts";
import { updateTeam } from "./update-team.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

let admin: Access;
beforeEach(async () => {
  // Nobody of an earlier test counts as an admin.
  await hub.deps.db.update(people).set({ role: "agent" });
  admin = await accessOf((await makePerson(hub, { role: "admin" })).id);
});

const accessOf = async (personId: string) => (await findAccess(hub.deps, personId)) as Access;
const typesAfter = async (seq: number) => (await hub.events(seq)).map(({ type }) => type);
const lastSeq = async () => (await hub.events()).at(-1)?.seq ?? 0;

test("the last admin is neither removed nor demoted", async () => {
  const personId = admin.personId;
  await expect(removePerson(hub.deps, { access: admin, personId })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(
    updatePerson(hub.deps, { access: admin, personId, change: { role: "agent" } }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("of two admins who remove or demote each other at once, one remains", async () => {
  const other = await accessOf((await makePerson(hub, { role: "admin" })).id);
  const outcomes = await Promise.allSettled([
    removePerson(hub.deps, { access: admin, personId: other.personId }),
    updatePerson(hub.deps, { access: other, personId: admin.personId, change: { role: "agent" } }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const rows = await hub.deps.db.select().from(people).where(eq(people.role, "admin"));
  expect(rows.filter(({ removedAt }) => removedAt === null)).toHaveLength(1);
});

test("a removed person's sessions and keys are dead, and their work is back in its queue", async () => {
  const { id: personId } = await makePerson(hub);
  const access = await accessOf(personId);
  const { key } = await createApiKey(hub.deps, { access, name: "bot", scopes: ["people:read"] });
  await hub.deps.db
    .insert(sessions)
    .values({ personId, token: `token-${personId}`, expiresAt: new Date(Date.now() + 60_000) });
  const inHand = await makeConversation(hub, { assigneeId: personId });
  const resolved = await makeConversation(hub, { assigneeId: personId, status: "resolved" });
  const [task] = await hub.deps.db
    .insert(tasks)
    .values({ title: "Call back", assigneeId: personId })
    .returning();

  const seq = await lastSeq();
  await removePerson(hub.deps, { access: admin, personId });

  expect(await accessOf(personId)).toBeUndefined();
  expect(await findApiKey(hub.deps, key)).toBeUndefined();
  expect(await hub.deps.db.$count(sessions, eq(sessions.personId, personId))).toBe(0);
  const assignee = async (id: string) =>
    (await hub.deps.db.select().from(conversations).where(eq(conversations.id, id)))[0]?.assigneeId;
  expect(await assignee(inHand.id)).toBeNull();
  expect(await assignee(resolved.id)).toBe(personId);
  const [after] = await hub.deps.db.select().from(tasks).where(eq(tasks.id, task!.id));
  expect(after).toMatchObject({ assigneeId: null, version: task!.version + 1 });
  const types = await typesAfter(seq);
  expect(types.filter((type) => type === "conversation.assigned")).toHaveLength(1);
  expect(types.slice(-2)).toEqual(["person.signedOut", "person.accessChanged"]);

  await restorePerson(hub.deps, { access: admin, personId });
  expect(await accessOf(personId)).toMatchObject({ role: "agent" });
  expect(await findApiKey(hub.deps, key)).toBeUndefined();
});

test("roles and teams change together with what is said of them", async () => {
  const person = await makePerson(hub);
  const team = await makeTeam(hub);
  const seq = await lastSeq();
  const change = { role: "supervisor" as const, teamIds: [team.id], name: "Other" };
  await updatePerson(hub.deps, { access: admin, personId: person.id, change });
  expect(await getPerson(hub.deps, person.id)).toMatchObject({ name: "Other", teamIds: [team.id] });
  expect(await hub.events(seq)).toMatchObject([
    { type: "person.updated" },
    { type: "person.accessChanged", data: { role: { from: "agent", to: "supervisor" } } },
  ]);
  await updatePerson(hub.deps, { access: admin, personId: person.id, change });
  expect(await hub.events(seq)).toHaveLength(2);
  const gone = { teamIds: ["0198c0de-0000-7000-8000-000000000001"] };
  await expect(
    updatePerson(hub.deps, { access: admin, personId: person.id, change: gone }),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("being away has a reason, being back has none, and both are announced", async () => {
  const access = await accessOf((await makePerson(hub)).id);
  const seq = await lastSeq();
  await updateMe(hub.deps, { access, change: { availability: "away", awayReason: "Lunch" } });
  expect(await getPerson(hub.deps, access.personId)).toMatchObject({
    availability: "away",
    awayReason: "Lunch",
  });
  await updateMe(hub.deps, { access, change: { availability: "ready" } });
  expect(await getPerson(hub.deps, access.personId)).toMatchObject({
    availability: "ready",
    awayReason: null,
  });
  await updateMe(hub.deps, { access, change: { availability: "ready" } });
  expect(await typesAfter(seq)).toEqual(["person.availabilityChanged", "person.availabilityChanged"]);
});

test("preferences that are not named stay", async () => {
  const access = await accessOf((await makePerson(hub)).id);
  await updateMe(hub.deps, { access, change: { preferences: { colorScheme: "dark" } } });
  await updateMe(hub.deps, { access, change: { preferences: { enterSends: true } } });
  const { preferences } = await getPerson(hub.deps, access.personId);
  expect(preferences).toEqual({ colorScheme: "dark", enterSends: true });
});

test("a team's members see other things when they come and go", async () => {
  const person = await makePerson(hub);
  const teamId = await createTeam(hub.deps, { access: admin, name: `Sales ${person.id}`, memberIds: [] });
  const channel = await makeChannel(hub, { teamIds: [teamId, (await makeTeam(hub)).id] });
  const seq = await lastSeq();
  await updateTeam(hub.deps, { access: admin, teamId, change: { memberIds: [person.id] } });
  expect((await accessOf(person.id)).channelIds).toContain(channel.id);
  await deleteTeam(hub.deps, { access: admin, teamId });
  expect((await accessOf(person.id)).channelIds).not.toContain(channel.id);
  expect(await typesAfter(seq)).toEqual([
    "person.accessChanged",
    "team.updated",
    "person.accessChanged",
    "team.updated",
  ]);
});

test("a team that alone has a channel stays, since the channel would become everybody's", async () => {
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id] });
  await expect(deleteTeam(hub.deps, { access: admin, teamId: team.id })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await hub.deps.db.$count(channelTeams, eq(channelTeams.channelId, channel.id))).toBe(1);
});

test("two teams never share a name, also when both take it at once", async () => {
  const names = ["one", "two", "three"].map((name) => `${name} ${admin.personId}`);
  const [first, second] = await Promise.all(
    names.slice(0, 2).map((name) => createTeam(hub.deps, { access: admin, name, memberIds: [] })),
  );
  const outcomes = await Promise.allSettled(
    [first!, second!].map((teamId) =>
      updateTeam(hub.deps, { access: admin, teamId, change: { name: names[2]! } }),
    ),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(createTeam(hub.deps, { access: admin, name: names[2]!, memberIds: [] })).rejects.toMatchObject(
    { code: "conflict" },
  );
  expect((await listTeams(hub.deps)).filter(({ name }) => name === names[2])).toHaveLength(1);
});

test("a key is found by its hash alone, says when it was used, and is its maker's to revoke", async () => {
  const access = await accessOf((await makePerson(hub)).id);
  const { row, key } = await createApiKey(hub.deps, { access, name: "bot", scopes: ["deals:read"] });
  expect(key).toMatch(/^sb_[\w-]{43}$/);
  expect(JSON.stringify(row)).not.toContain(key);
  expect(await findApiKey(hub.deps, key)).toEqual({ personId: access.personId, scopes: ["deals:read"] });
  const [used] = await hub.deps.db.select().from(apiKeys).where(eq(apiKeys.id, row.id));
  expect(used?.lastUsedAt).toBeInstanceOf(Date);
  await expect(revokeApiKey(hub.deps, { access: admin, id: row.id })).rejects.toMatchObject({
    code: "not_found",
  });
  await revokeApiKey(hub.deps, { access, id: row.id });
  expect(await findApiKey(hub.deps, key)).toBeUndefined();
});
