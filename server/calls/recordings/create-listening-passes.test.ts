import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { accessOf, makePerson } from "../../../test/factories.ts";
import { startApp, type TestApp } from "../../../test/http/app.ts";
import { makeRecorded } from "../../../test/recorded-call.ts";
import { createApiKey } from "../../people/create-api-key.ts";
import type { Access } from "../../permissions/access.ts";

const start = new Date("2026-03-02T10:00:00Z");

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => app.hub.setClock());
afterAll(() => app.close());

async function openEars(access: Access, url: string | null) {
  const scopes = ["conversations:read" as const];
  const { key } = await createApiKey(app.deps, { access, name: "ears", scopes });
  return async (range = "bytes=0-9", method = "GET") => {
    const headers = { authorization: `Bearer ${key}`, range };
    const answer = await fetch(`${app.address}${url}`, { method, headers });
    await answer.arrayBuffer();
    return answer.status;
  };
}

const takeAway = ({ personId }: Access) =>
  app.deps.pool.query(
    "update conversations set assignee_id = null, channel_id = gen_random_uuid() where assignee_id = $1",
    [personId],
  );

test("what was found holds for a second, and is then asked anew", async () => {
  app.hub.setClock(start);
  const { access, recording } = await makeRecorded(app.hub);
  const hear = await openEars(access, recording.url);
  expect(await hear()).toBe(206);
  await takeAway(access);
  app.hub.setClock(new Date(start.getTime() + 999));
  expect(await hear()).toBe(206);
  app.hub.setClock(new Date(start.getTime() + 1_000));
  expect(await hear()).toBe(404);
});

test("while somebody listens it is found anew, and whoever may no longer is out at once", async () => {
  app.hub.setClock(start);
  const { access, recording } = await makeRecorded(app.hub);
  const hear = await openEars(access, recording.url);
  expect(await hear()).toBe(206);
  app.hub.setClock(new Date(start.getTime() + 900));
  await app.passes.renew();
  await takeAway(access);
  app.hub.setClock(new Date(start.getTime() + 1_899));
  expect(await hear("bytes=5-9")).toBe(206);
  await app.passes.renew();
  expect(await hear("bytes=5-9")).toBe(404);
});

test("whose key is taken back hears nothing more", async () => {
  app.hub.setClock(start);
  const { access, recording } = await makeRecorded(app.hub);
  const hear = await openEars(access, recording.url);
  expect(await hear()).toBe(206);
  await app.deps.pool.query("update api_keys set revoked_at = now() where person_id = $1", [access.personId]);
  await app.passes.renew();
  expect(await hear("bytes=5-9")).toBe(401);
});

test("nothing is asked any more for who has not listened for two minutes", async () => {
  app.hub.setClock(start);
  const { access, recording } = await makeRecorded(app.hub);
  const hear = await openEars(access, recording.url);
  expect(await hear()).toBe(206);
  expect(await app.passes.renew()).toBe(1);
  let minutes = 0;
  // The answer may be over for the hub a moment later than for whoever listens.
  await eventually(async () => {
    minutes += 2;
    app.hub.setClock(new Date(start.getTime() + minutes * 60_000));
    expect(await app.passes.renew()).toBe(0);
  });
});

test("it holds for that recording and that key alone", async () => {
  app.hub.setClock(start);
  const { access, recording } = await makeRecorded(app.hub);
  const hear = await openEars(access, recording.url);
  const stranger = await accessOf(app.hub, await makePerson(app.hub));
  const overhear = await openEars(stranger, recording.url);
  const other = await makeRecorded(app.hub);
  expect(await hear()).toBe(206);
  expect(await overhear()).toBe(404);
  expect(await (await openEars(access, other.recording.url))()).toBe(404);
});

test("asking how long it is gives none, since that is not listening", async () => {
  app.hub.setClock(start);
  const { access, recording } = await makeRecorded(app.hub);
  const hear = await openEars(access, recording.url);
  expect(await hear("bytes=0-9", "HEAD")).toBe(206);
  await takeAway(access);
  expect(await hear()).toBe(404);
});
