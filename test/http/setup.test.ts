import { afterEach, beforeEach, expect, test } from "vitest";
import { createSetupToken } from "../../server/workspace/create-setup-token.ts";
import { startApp, type TestApp } from "./app.ts";
import { admin } from "./set-up.ts";

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const form = (token: string | undefined) => ({
  ...admin,
  token,
  workspace: "Green Door",
  timeZone: "Europe/Berlin",
});

test("the printed token makes the workspace, its admin, a pipeline and a channel, and signs the admin in", async () => {
  const browser = app.browser();
  expect((await browser.get("/api/v1/setup")).body).toEqual({ isSetUp: false });
  const made = await browser.post("/api/v1/setup", form(await createSetupToken(app.deps)));
  expect(made).toMatchObject({ status: 201, body: { channelId: expect.any(String) } });
  expect((await browser.get("/api/v1/setup")).body).toEqual({ isSetUp: true });
  expect((await browser.get("/api/v1/me")).body).toMatchObject({ email: admin.email, role: "admin" });
  expect((await browser.get("/api/v1/workspace")).body).toMatchObject({
    name: "Green Door",
    timeZone: "Europe/Berlin",
  });
  const { rows } = await app.deps.pool.query("select name, kind from stages order by position");
  expect(rows.map(({ name }) => name)).toEqual(["New", "In talks", "Offer made", "Won", "Lost"]);
  expect((await app.hub.events()).map(({ type }) => type)).toEqual([
    "person.created",
    "workspace.updated",
    "channel.created",
  ]);
  expect(await createSetupToken(app.deps)).toBeUndefined();
});

test("a wrong or an older token sets nothing up", async () => {
  const browser = app.browser();
  const older = await createSetupToken(app.deps);
  await createSetupToken(app.deps);
  for (const token of ["nonsense", older]) {
    const refused = await browser.post("/api/v1/setup", form(token));
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  }
  expect((await browser.get("/api/v1/setup")).body).toEqual({ isSetUp: false });
});

test("of several set-ups at once exactly one succeeds, and a later one is a conflict", async () => {
  const token = await createSetupToken(app.deps);
  const answers = await Promise.all(
    [1, 2, 3, 4].map((nth) =>
      app.browser().post("/api/v1/setup", { ...form(token), email: `admin${nth}@example.com` }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect((await app.browser().post("/api/v1/setup", form(token))).status).toBe(409);
  const { rows } = await app.deps.pool.query(
    "select (select count(*) from people) as people, (select count(*) from channels) as channels, (select count(*) from pipelines) as pipelines",
  );
  expect(rows).toEqual([{ people: 1, channels: 1, pipelines: 1 }]);
});

test("an unknown time zone is said by its field", async () => {
  const token = await createSetupToken(app.deps);
  const refused = await app.browser().post("/api/v1/setup", { ...form(token), timeZone: "Mars/Crater" });
  expect(refused).toMatchObject({
    status: 400,
    body: { error: { fields: { timeZone: expect.any(String) } } },
  });
});
