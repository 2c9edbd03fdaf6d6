import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { queues } from "../../db/schema/index.ts";
import { accessOf, makePerson, makeQueue, makeTeam, type TestHub, testHub } from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";
import { createInvitation } from "./create-access-link.ts";
import { listPeople } from "./queries.ts";
import { useAccessLink as openLink } from "./use-access-link.ts";

let hub: TestHub;
let access: Access;
beforeAll(async () => {
  hub = await testHub();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

let made = 0;
async function invite(into: { teamIds?: string[]; queueIds?: string[] }) {
  const email = `new${++made}@example.com`;
  const values = { email, role: "agent" as const, teamIds: [], queueIds: [], ...into };
  const { url } = await createInvitation(hub.deps, { access, ...values });
  return { email, token: url.split("/").at(-1)! };
}

async function accept({ email, token }: { email: string; token: string }) {
  await openLink(hub.deps, { token, name: "New", password: "a password of their own" });
  return (await listPeople(hub.deps)).find((person) => person.email === email)!;
}

test("whoever accepts an invitation gets work from its queues, which say so, but not from one archived meanwhile", async () => {
  const team = await makeTeam(hub);
  const ofTeam = await makeQueue(hub, { teamIds: [team.id] });
  const [queue, archived] = [await makeQueue(hub), await makeQueue(hub)];
  const invited = await invite({ teamIds: [team.id], queueIds: [queue.id, archived.id, queue.id] });
  await hub.deps.db.update(queues).set({ archivedAt: new Date() }).where(eq(queues.id, archived.id));
  const seq = (await hub.events()).at(-1)?.seq;
  const person = await accept(invited);
  expect((await accessOf(hub, person)).queueIds.toSorted()).toEqual([ofTeam.id, queue.id].sort());
  const said = (await hub.events(seq)).filter(({ type }) => type === "queue.updated");
  expect(said.map(({ data }) => data)).toMatchObject([
    { queueId: ofTeam.id, memberIds: [person.id] },
    { queueId: queue.id, memberIds: [person.id] },
  ]);
});

test("nobody is invited into a queue that is not there", async () => {
  const archived = await makeQueue(hub, { archivedAt: new Date() });
  for (const id of [archived.id, crypto.randomUUID()]) {
    await expect(invite({ queueIds: [id] })).rejects.toMatchObject({
      code: "invalid",
      fields: { queueIds: expect.any(String) },
    });
  }
});
