import { afterAll, beforeAll, expect, test } from "vitest";
import { people } from "../../db/schema/index.ts";
import { makeQueue } from "../factories.ts";
import { startSetUpApp } from "../http/app.ts";
import { makeDesk, makeOffered, makeWaiting } from "../work.ts";

let house: Awaited<ReturnType<typeof startSetUpApp>>;
beforeAll(async () => {
  house = await startSetUpApp();
});
afterAll(() => house?.app.close());

test("an offer's whole way over HTTP: seen, taken, given a priority, moved, declined, picked and completed", async () => {
  const { app, admin } = house;
  const [me] = await app.deps.db.select().from(people);
  const desk = await makeDesk(app.hub, { wrapUpSeconds: 60 });
  const other = await makeQueue(app.hub, { personIds: [me!.id] });
  const item = await makeOffered(app.hub, desk, me!);
  const at = (path: string) => `/api/v1/work-items/${item.id}${path}`;

  const mine = await admin.get("/api/v1/me/work");
  expect(mine).toMatchObject({ status: 200, body: { items: [{ id: item.id, state: "offered" }], load: 1 } });
  expect(await admin.post(at("/acceptance"))).toMatchObject({ status: 200, body: { state: "active" } });
  expect(await admin.put(at("/priority"), { priority: 4 })).toMatchObject({ body: { priority: 4 } });
  expect(await admin.put(at("/queue"), { queueId: other.id })).toMatchObject({
    body: { state: "waiting", queueId: other.id },
  });
  const line = await admin.get(`/api/v1/queues/${other.id}/work`);
  expect(line.body).toMatchObject({ items: [{ id: item.id }], waiting: 1 });
  expect(await admin.post(at("/refusal"))).toMatchObject({ status: 409 });
  expect(await admin.post(at("/claim"))).toMatchObject({ status: 200, body: { ownerId: me!.id } });

  const wrapping = await makeWaiting(app.hub, desk, { state: "wrapUp", ownerId: me!.id });
  const done = await admin.post(`/api/v1/work-items/${wrapping.id}/completion`, { dispositionId: null });
  expect(done.status).toBe(204);
  const set = await admin.put(`/api/v1/people/${desk.anna.id}/availability`, { availability: "busy" });
  expect(set).toMatchObject({ status: 200, body: { availability: "busy", availabilityBy: "supervisor" } });
});

test("what cannot be is refused in a sentence", async () => {
  const { app, admin } = house;
  const desk = await makeDesk(app.hub);
  const item = await makeWaiting(app.hub, desk);
  const refused = [
    await admin.put(`/api/v1/work-items/${item.id}/priority`, { priority: 10 }),
    await admin.put(`/api/v1/work-items/${item.id}/queue`, { queueId: item.id }),
    await admin.post(`/api/v1/work-items/${desk.queue.id}/claim`),
    await admin.get(`/api/v1/queues/${item.id}/work`),
    await admin.get(`/api/v1/queues/${desk.queue.id}/work?limit=1000`),
    await admin.post("/api/v1/work-items/nonsense/acceptance"),
    await admin.put(`/api/v1/people/${item.id}/availability`, { availability: "ready" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 404, 404, 400, 400, 404]);
  for (const { body } of refused) expect(body.error.message).toMatch(/\.$/);
});
