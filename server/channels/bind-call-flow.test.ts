import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { callFlows } from "../../db/schema/call-flows.ts";
import { newId } from "../../db/schema/columns.ts";
import { setRoutes } from "../../test/channels/routes.ts";
import { accessOf, makePerson } from "../../test/factories.ts";
import { archiveCallFlow } from "../calls/flows/archive-call-flow.ts";

const routes = setRoutes();

async function makeFlow(values: Partial<typeof callFlows.$inferInsert> = {}): Promise<string> {
  const entry = newId();
  const nodes = { [entry]: { type: "hangUp" as const, prompt: null } };
  const [flow] = await routes.hub.deps.db
    .insert(callFlows)
    .values({ name: "Main line", entry, nodes, ...values })
    .returning();
  return flow?.id ?? "";
}
const createWebsite = (more: object = {}) => routes.create({}, { connector: "webchat", ...more });
const archive = (callFlowId: string) =>
  archiveCallFlow(routes.hub.deps, { access: routes.admin, callFlowId });
const eventsAfter = async (seq: number) =>
  (await routes.hub.events(seq)).map(({ type, data }) => ({ type, data }));
const lastSeq = async () => (await routes.hub.events()).at(-1)?.seq ?? 0;

test("a channel that carries calls is given a call flow, another and none, and does not start anew for it", async () => {
  const [first, second] = [await makeFlow(), await makeFlow()];
  const { id, callFlowId } = await createWebsite({ callFlowId: first });
  expect(callFlowId).toBe(first);
  const before = await lastSeq();
  expect(await routes.change(id, { callFlowId: second })).toMatchObject({ callFlowId: second });
  expect(await eventsAfter(before)).toEqual(
    [first, second].map((flow) => ({ type: "callFlow.updated", data: { callFlowId: flow } })),
  );
  await routes.change(id, { name: "Shop" });
  expect(await routes.read(id)).toMatchObject({ callFlowId: second });
  await routes.change(id, { callFlowId: null });
  expect(await routes.read(id)).toMatchObject({ callFlowId: null });
});

test("a call flow that is not there, or was archived, is refused", async () => {
  const archived = await makeFlow({ archivedAt: new Date() });
  const { id } = await createWebsite();
  for (const callFlowId of [archived, newId()]) {
    const fields = { callFlowId: "names a call flow that is not there" };
    expect(await routes.failure(createWebsite({ callFlowId }))).toMatchObject({ code: "invalid", fields });
    expect(await routes.failure(routes.change(id, { callFlowId }))).toMatchObject({
      code: "invalid",
      fields,
    });
  }
  expect(await routes.read(id)).toMatchObject({ callFlowId: null });
});

test("a channel that carries no calls is given none", async () => {
  const callFlowId = await makeFlow();
  const { id } = await routes.create();
  const attempts = [() => routes.create({}, { callFlowId }), () => routes.change(id, { callFlowId })];
  for (const attempt of attempts)
    expect(await routes.failure(attempt())).toMatchObject({
      code: "invalid",
      fields: { callFlowId: "is for channels that carry calls" },
    });
});

test("who is no admin gives a channel no call flow", async () => {
  const callFlowId = await makeFlow();
  const { id } = await createWebsite();
  const supervisor = await accessOf(routes.hub, await makePerson(routes.hub, { role: "supervisor" }));
  expect(
    await routes.failure(
      routes.call("PATCH /channels/:id", supervisor, { params: { id }, body: { callFlowId } }),
    ),
  ).toMatchObject({ code: "forbidden" });
});

test("a call flow stays while a channel's callers hear it, which is named", async () => {
  const callFlowId = await makeFlow();
  const { id } = await createWebsite({ name: "Web shop", callFlowId });
  await expect(archive(callFlowId)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Web shop"),
  });
  await routes.call("DELETE /channels/:id", await routes.again(), { params: { id } });
  await archive(callFlowId);
});

test("of a call flow that is archived and given to a channel at once, one is refused", async () => {
  const callFlowId = await makeFlow();
  const { id } = await createWebsite();
  const both = await Promise.allSettled([archive(callFlowId), routes.change(id, { callFlowId })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const [flow] = await routes.hub.deps.db.select().from(callFlows).where(eq(callFlows.id, callFlowId));
  expect((await routes.read(id)).callFlowId).toBe(flow?.archivedAt ? null : callFlowId);
});

test("which connectors carry calls is said", async () => {
  const known = await routes.call("GET /connectors", routes.admin);
  expect(known.find(({ id }) => id === "webchat")?.carriesCalls).toBe(true);
  expect(known.find(({ id }) => id === "api")?.carriesCalls).toBe(false);
});
