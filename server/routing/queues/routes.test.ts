import { afterAll, beforeAll, expect, test } from "vitest";
import { makePerson } from "../../../test/factories.ts";
import { startSetUpApp } from "../../../test/http/app.ts";
import { withKey } from "../../../test/http/with-key.ts";
import type { Role } from "../../contract/people.ts";

let made: Awaited<ReturnType<typeof startSetUpApp>>;
beforeAll(async () => {
  made = await startSetUpApp();
});
afterAll(() => made.app.close());

const path = "/api/v1/queues";

/** What somebody of that role may send. */
const as = async (role: Role) =>
  withKey(made.app, await makePerson(made.app.hub, { role }), ["routing:read", "routing:write"]);

test("an admin makes, changes and archives a queue, which everybody may see", async () => {
  const { admin } = made;
  const queue = (await admin.post(path, { name: "Support", mayPick: false })).body;
  const changed = await admin.send("PATCH", `${path}/${queue.id}`, { offerSeconds: 20 });
  expect(changed.body).toEqual({ ...queue, offerSeconds: 20 });
  const agent = await as("agent");
  expect((await agent("GET", path)).body).toEqual([changed.body]);
  expect((await admin.send("DELETE", `${path}/${queue.id}`)).status).toBe(204);
  expect((await agent("GET", path)).body).toEqual([]);
  expect((await admin.send("PATCH", `${path}/${queue.id}`, { offerSeconds: 9 })).status).toBe(404);
});

test.each<Role>(["agent", "supervisor"])("an %s changes neither queues, skills nor rules", async (role) => {
  const send = await as(role);
  const id = "0198c0de-0000-7000-8000-000000000001";
  for (const [method, at, body] of [
    ["POST", path, { name: "Mine" }],
    ["PATCH", `${path}/${id}`, { name: "Mine" }],
    ["DELETE", `${path}/${id}`, undefined],
    ["POST", "/api/v1/skills", { name: "Mine" }],
    ["PATCH", `/api/v1/skills/${id}`, { name: "Mine" }],
    ["DELETE", `/api/v1/skills/${id}`, undefined],
    ["PUT", "/api/v1/routing-rules", { rules: [] }],
    ["POST", "/api/v1/routing-rules/dry-run", { rules: [] }],
  ] as const) {
    const { status, body: answer } = await send(method, at, body);
    expect([status, answer.error.code]).toEqual([403, "forbidden"]);
  }
});

test("a supervisor reads rules, an agent does not", async () => {
  expect((await (await as("supervisor"))("GET", "/api/v1/routing-rules")).status).toBe(200);
  expect((await (await as("agent"))("GET", "/api/v1/routing-rules")).status).toBe(403);
});

test("what is far too much is refused", async () => {
  const { admin } = made;
  const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());
  const many = await admin.post(path, { name: "Many", personIds: ids(2_001) });
  expect([many.status, many.body.error.fields]).toEqual([400, { personIds: expect.any(String) }]);
  expect((await admin.post(path, { name: "Vast", personIds: ids(10_000) })).status).toBe(413);
  const rules = ids(201).map((id) => ({ id, name: "One", isEnabled: true, conditions: {}, actions: {} }));
  expect((await admin.send("PUT", "/api/v1/routing-rules", { rules })).status).toBe(400);
  expect((await admin.send("PUT", "/api/v1/routing-rules", { rules: rules.slice(1) })).status).toBe(200);
});

test("a channel's work goes to the queue that it feeds, without starting the channel anew", async () => {
  const { admin, app } = made;
  const queue = (await admin.post(path, { name: "Website" })).body;
  const [channel] = (await admin.get("/api/v1/channels")).body;
  const at = `/api/v1/channels/${channel.id}`;
  const seq = (await app.hub.events()).at(-1)?.seq;
  expect((await admin.send("PATCH", at, { queueId: queue.id })).body.queueId).toBe(queue.id);
  expect((await admin.get(path)).body).toMatchObject([{ id: queue.id, channelIds: [channel.id] }]);
  expect((await app.hub.events(seq)).map(({ type }) => type)).toEqual(["queue.updated"]);
  const unknown = await admin.send("PATCH", at, { queueId: "0198c0de-0000-7000-8000-000000000001" });
  expect([unknown.status, unknown.body.error.fields]).toEqual([400, { queueId: expect.any(String) }]);
  expect((await admin.send("PATCH", at, { queueId: null })).body.queueId).toBeNull();
});
