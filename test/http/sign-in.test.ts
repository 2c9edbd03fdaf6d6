import { afterAll, beforeAll, expect, test } from "vitest";
import { createPasswordLink } from "../../server/people/create-access-link.ts";
import { startSetUpApp, type TestApp } from "./app.ts";
import type { Browser } from "./browser.ts";
import { admin } from "./set-up.ts";
import { totp } from "./totp.ts";

let app: TestApp;
let ada: Browser;
beforeAll(async () => {
  ({ app, admin: ada } = await startSetUpApp());
});
afterAll(() => app.close());

const newPassword = "a password of their own";
let made = 0;

/** Invited, accepted, not signed in yet. */
async function makeColleague(role = "agent") {
  const email = `colleague${++made}@example.com`;
  const invited = await ada.post("/api/v1/invitations", { email, role });
  expect(invited.status).toBe(201);
  const path = `/api/v1/access-links/${invited.body.url.split("/").at(-1)}`;
  const browser = app.browser();
  expect((await browser.post(path, { name: `Colleague ${made}`, password: newPassword })).status).toBe(204);
  const people = await ada.get("/api/v1/people");
  const { id } = people.body.find((person: { email: string }) => person.email === email);
  return { id: id as string, email, path, browser };
}

const signIn = (browser: Browser, email: string, password = newPassword) =>
  browser.post("/api/auth/sign-in/email", { email, password });

const eventsOf = async (personId: string) =>
  (await app.hub.events())
    .filter(({ data }) => "personId" in data && data.personId === personId)
    .map(({ type }) => type);

test("an invited person accepts, signs in, gets another role and is signed out everywhere", async () => {
  const invited = await ada.post("/api/v1/invitations", { email: "Bea@Example.com", role: "agent" });
  expect(invited.body.url).toMatch(new RegExp(`^${app.deps.publicUrl}/access/[\\w-]{43}$`));
  const path = `/api/v1/access-links/${invited.body.url.split("/").at(-1)}`;
  const bea = app.browser();
  expect((await bea.get(path)).body).toEqual({
    kind: "invitation",
    email: "bea@example.com",
    workspace: "Green Door",
  });
  expect((await bea.post(path, { name: "Bea", password: newPassword })).status).toBe(204);
  expect((await bea.get("/api/v1/me")).status).toBe(401);

  expect((await signIn(bea, "BEA@example.com")).status).toBe(200);
  const me = (await bea.get("/api/v1/me")).body;
  expect(me).toMatchObject({ name: "Bea", role: "agent" });
  expect((await bea.get("/api/v1/invitations")).status).toBe(403);

  expect((await ada.patch(`/api/v1/people/${me.id}`, { role: "admin" })).body.role).toBe("admin");
  expect((await bea.get("/api/v1/invitations")).status).toBe(200);

  expect((await ada.delete(`/api/v1/people/${me.id}/sessions`)).status).toBe(204);
  expect((await bea.get("/api/v1/me")).status).toBe(401);
  expect(await eventsOf(me.id)).toEqual(["person.created", "person.accessChanged", "person.signedOut"]);
});

test("an invitation is used once, however many try at once, and a withdrawn one never", async () => {
  const { body } = await ada.post("/api/v1/invitations", { email: "once@example.com", role: "agent" });
  const path = `/api/v1/access-links/${body.url.split("/").at(-1)}`;
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => app.browser().post(path, { name: "Once", password: newPassword })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404]);

  const second = await ada.post("/api/v1/invitations", { email: "never@example.com", role: "agent" });
  expect((await ada.delete(`/api/v1/invitations/${second.body.id}`)).status).toBe(204);
  const dead = `/api/v1/access-links/${second.body.url.split("/").at(-1)}`;
  expect((await app.browser().post(dead, { name: "Never", password: newPassword })).status).toBe(404);
});

test("an invitation that is too old opens nothing", async () => {
  const { body } = await ada.post("/api/v1/invitations", { email: "late@example.com", role: "agent" });
  await app.deps.pool.query("update access_links set expires_at = now() where id = $1", [body.id]);
  const path = `/api/v1/access-links/${body.url.split("/").at(-1)}`;
  expect((await app.browser().get(path)).status).toBe(404);
  expect((await app.browser().post(path, { name: "Late", password: newPassword })).status).toBe(404);
});

test("who is here already cannot be invited again", async () => {
  const refused = await ada.post("/api/v1/invitations", { email: admin.email, role: "agent" });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
});

test("signing out ends that session alone, and says so in the log", async () => {
  const { id, email, browser } = await makeColleague();
  const elsewhere = app.browser();
  await signIn(browser, email);
  await signIn(elsewhere, email);
  const stolen = new Map(browser.cookies);
  expect((await browser.post("/api/auth/sign-out", {})).status).toBe(200);
  for (const [name, value] of stolen) browser.cookies.set(name, value);
  expect((await browser.get("/api/v1/me")).status).toBe(401);
  expect((await elsewhere.get("/api/v1/me")).status).toBe(200);
  expect(await eventsOf(id)).toContain("person.signedOut");
});

test("with TOTP on, a password alone opens nothing; a code or an unused recovery code does", async () => {
  const { email, browser, id } = await makeColleague();
  await signIn(browser, email);
  const enabled = await browser.post("/api/auth/two-factor/enable", { password: newPassword });
  expect(enabled).toMatchObject({ status: 200, body: { backupCodes: expect.any(Array) } });
  const { totpURI, backupCodes } = enabled.body;
  expect((await browser.get("/api/v1/me")).body.isTwoFactorOn).toBe(false);
  expect((await browser.post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) })).status).toBe(200);
  expect((await browser.get("/api/v1/me")).body.isTwoFactorOn).toBe(true);
  expect(await eventsOf(id)).toContain("person.updated");

  const again = app.browser();
  expect((await signIn(again, email)).body).toMatchObject({ twoFactorRedirect: true });
  expect((await again.get("/api/v1/me")).status).toBe(401);
  const wrong = await again.post("/api/auth/two-factor/verify-totp", { code: "000000" });
  expect(wrong).toMatchObject({ status: 401, body: { error: { code: "unauthenticated" } } });
  expect((await again.post("/api/auth/two-factor/verify-totp", { code: totp(totpURI) })).status).toBe(200);
  expect((await again.get("/api/v1/me")).status).toBe(200);

  const withRecovery = app.browser();
  await signIn(withRecovery, email);
  const code = backupCodes[0];
  expect((await withRecovery.post("/api/auth/two-factor/verify-backup-code", { code })).status).toBe(200);
  expect((await withRecovery.get("/api/v1/me")).status).toBe(200);
  const replay = app.browser();
  await signIn(replay, email);
  expect((await replay.post("/api/auth/two-factor/verify-backup-code", { code })).status).toBe(401);

  expect((await browser.post("/api/auth/two-factor/disable", { password: newPassword })).status).toBe(200);
  const plain = app.browser();
  await signIn(plain, email);
  expect((await plain.get("/api/v1/me")).status).toBe(200);
});

test("an admin's link sets a new password once, ends old sessions and leaves TOTP on", async () => {
  const { id, email, browser } = await makeColleague();
  await signIn(browser, email);
  const enabled = await browser.post("/api/auth/two-factor/enable", { password: newPassword });
  await browser.post("/api/auth/two-factor/verify-totp", { code: totp(enabled.body.totpURI) });

  const link = await ada.post(`/api/v1/people/${id}/password-links`);
  expect(link).toMatchObject({ status: 201, body: { kind: "passwordReset", email } });
  const path = `/api/v1/access-links/${link.body.url.split("/").at(-1)}`;
  const answers = await Promise.all(
    [1, 2, 3].map((nth) => app.browser().post(path, { password: `another password ${nth}` })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  const worked = answers.findIndex(({ status }) => status === 204) + 1;
  expect((await browser.get("/api/v1/me")).status).toBe(401);
  expect((await signIn(app.browser(), email)).status).toBe(401);
  const fresh = await signIn(app.browser(), email, `another password ${worked}`);
  expect(fresh).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
});

test("the server's shell makes such a link too, and a newer one kills the older", async () => {
  const { id, email } = await makeColleague();
  const older = await createPasswordLink(app.deps, { personId: id });
  const newer = await createPasswordLink(app.deps, { personId: id });
  const use = (url: string) =>
    app.browser().post(`/api/v1/access-links/${url.split("/").at(-1)}`, { password: "from the shell" });
  expect((await use(older.url)).status).toBe(404);
  expect((await use(newer.url)).status).toBe(204);
  expect((await signIn(app.browser(), email, "from the shell")).status).toBe(200);
});

test("changing one's password needs the old one and ends all other sessions", async () => {
  const { email, browser } = await makeColleague();
  const elsewhere = app.browser();
  await signIn(browser, email);
  await signIn(elsewhere, email);
  const change = (currentPassword: string) =>
    browser.post("/api/auth/change-password", { currentPassword, newPassword: "quite another one" });
  expect((await change("a wrong guess")).status).toBe(400);
  expect((await change(newPassword)).status).toBe(200);
  expect((await browser.get("/api/v1/me")).status).toBe(200);
  expect((await elsewhere.get("/api/v1/me")).status).toBe(401);
});

test("guessing is stopped for one account, while others behind the address get in", async () => {
  const { email } = await makeColleague();
  const other = await makeColleague();
  const guesses = await Promise.all(
    Array.from({ length: 14 }, () => signIn(app.browser(), email, "a wrong guess")),
  );
  const statuses = guesses.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
  const refused = await signIn(app.browser(), email);
  expect(refused).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await signIn(app.browser(), other.email)).status).toBe(200);
});

test("nobody signs up by themselves, and nothing else of better-auth is open", async () => {
  const closed = [
    "/sign-up/email",
    "/request-password-reset",
    "/reset-password",
    "/update-user",
    "/change-email",
    "/delete-user",
    "/list-sessions",
    "/two-factor/send-otp",
    "/sign-in/social",
    "/two-factor/view-backup-codes",
  ];
  for (const path of closed) {
    const answer = await ada.post(`/api/auth${path}`, {
      email: "x@example.com",
      password: newPassword,
      name: "X",
    });
    expect(answer, path).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  }
});

test("a cookie that was tampered with is nobody's", async () => {
  const { email, browser } = await makeColleague();
  await signIn(browser, email);
  const [[name, value] = ["", ""]] = browser.cookies;
  const other = value[5] === "x" ? "y" : "x";
  for (const forged of [
    `${value.slice(0, 5)}${other}${value.slice(6)}`,
    value.split(".")[0]!,
    "%",
    "a.b",
    "",
  ]) {
    browser.cookies.set(name, forged);
    expect((await browser.get("/api/v1/me")).status).toBe(401);
  }
});

test("a session that is in use lives on", async () => {
  const { id, email, browser } = await makeColleague();
  await signIn(browser, email);
  await app.deps.pool.query(
    "update sessions set updated_at = now() - interval '2 days', expires_at = now() + interval '5 days' where person_id = $1",
    [id],
  );
  const answer = await browser.get("/api/v1/me");
  expect(answer.headers.getSetCookie().join()).toContain("session_token");
  const { rows } = await app.deps.pool.query(
    "select expires_at > now() + interval '29 days' as is_long from sessions where person_id = $1",
    [id],
  );
  expect(rows).toEqual([{ is_long: true }]);
});

test("another website's page changes nothing, whatever cookies come with it", async () => {
  const foreign = { origin: "https://evil.example" };
  const refused = await ada.send("DELETE", "/api/v1/me/sessions", undefined, foreign);
  expect(refused).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  const others: Record<string, string>[] = [
    { origin: "null" },
    { origin: "", "sec-fetch-site": "cross-site" },
  ];
  for (const headers of others) {
    expect((await ada.send("PATCH", "/api/v1/me", { name: "Eve" }, headers)).status).toBe(403);
  }
  const body = { email: admin.email, password: admin.password };
  expect((await app.browser().post("/api/auth/sign-in/email", body, foreign)).status).toBe(403);
  expect((await ada.get("/api/v1/me")).body.name).toBe(admin.name);
});
