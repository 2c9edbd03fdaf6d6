import { afterAll, beforeAll, expect, test } from "vitest";
import { makePerson } from "../../test/factories.ts";
import { startSetUpApp } from "../../test/http/app.ts";
import { createPasswordLink } from "../people/create-access-link.ts";

let made: Awaited<ReturnType<typeof startSetUpApp>>;
beforeAll(async () => {
  made = await startSetUpApp();
});
afterAll(() => made.app.close());

const path = "/api/v1/workspace";

test("events are kept for ever until an admin says how long", async () => {
  const { admin } = made;
  expect((await admin.get(path)).body.keepEventsDays).toBeNull();
  expect((await admin.send("PATCH", path, { keepEventsDays: 30 })).body.keepEventsDays).toBe(30);
  expect((await admin.get(path)).body.keepEventsDays).toBe(30);
  expect((await admin.send("PATCH", path, { keepEventsDays: null })).body.keepEventsDays).toBeNull();
});

test.each([29, 0, -30, 30.5, "30", 40_000])("%j days are refused", async (keepEventsDays) => {
  const refused = await made.admin.send("PATCH", path, { keepEventsDays });
  expect([refused.status, refused.body.error.code]).toEqual([400, "invalid"]);
});

test("an admin says what may be called, and how often", async () => {
  const { admin } = made;
  expect((await admin.get(path)).body.calling).toEqual({ countries: [], callsPerHour: 60 });
  const calling = { countries: ["DE", "FR"], callsPerHour: 20 };
  expect((await admin.send("PATCH", path, { calling })).body.calling).toEqual(calling);
  for (const wrong of [
    { countries: ["XX"], callsPerHour: 20 },
    { countries: ["Germany"], callsPerHour: 20 },
    { countries: [], callsPerHour: 0 },
  ])
    expect((await admin.send("PATCH", path, { calling: wrong })).status).toBe(400);
  expect((await admin.get(path)).body.calling).toEqual(calling);
});

test("nobody but an admin changes the workspace", async () => {
  const { app } = made;
  const person = await makePerson(app.hub, { role: "supervisor" });
  const { url } = await createPasswordLink(app.deps, { personId: person.id });
  const browser = app.browser();
  const password = "correct horse battery";
  await browser.post(`/api/v1/access-links/${url.split("/").at(-1)}`, { password });
  await browser.post("/api/auth/sign-in/email", { email: person.email, password });
  const refused = await browser.send("PATCH", path, { keepEventsDays: 30 });
  expect([refused.status, refused.body.error.code]).toEqual([403, "forbidden"]);
});
