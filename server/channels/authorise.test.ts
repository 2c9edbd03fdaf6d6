import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OAuthSandbox, startOAuthSandbox } from "../../connectors/email/oauth/sandbox.ts";
import { startImap, type TestImap } from "../../connectors/email/oauth/test-imap.ts";
import { startSmtp, type TestSmtp } from "../../connectors/email/oauth/test-smtp.ts";
import { setRoutes } from "../../test/channels/routes.ts";
import { accessOf, makePerson } from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";

vi.setConfig({ testTimeout: 30_000 });

const routes = setRoutes();
let provider: OAuthSandbox;
let imap: TestImap;
let smtp: TestSmtp;
beforeEach(async () => {
  provider = await startOAuthSandbox();
  imap = await startImap((token) => provider.good.has(token));
  smtp = await startSmtp((token) => provider.good.has(token));
});
afterEach(async () => {
  routes.hub.setClock();
  await Promise.all([provider.stop(), imap.stop(), smtp.stop()]);
});

const typed = () => ({
  ...provider.settings,
  address: "help@shop.example",
  imapHost: "127.0.0.1",
  imapPort: imap.port,
  imapSecurity: "none",
  smtpHost: "127.0.0.1",
  smtpPort: smtp.port,
  smtpSecurity: "none",
});

const request = (more: object = {}, access: Access = routes.admin) =>
  routes.call("POST /channels/authorisation-requests", access, {
    body: { connector: "email", settings: typed(), ...more },
  });

/** As the admin's browser does, to the page that it is sent back to. */
async function allow(address: string) {
  const { headers } = await fetch(address, { redirect: "manual" });
  const page = new URL(headers.get("location") ?? "");
  return { page, code: page.searchParams.get("code") ?? "", state: page.searchParams.get("state") ?? "" };
}

const finish = (
  answer: { code: string; state: string },
  more: object = {},
  access: Access = routes.admin,
) => {
  const { code, state } = answer;
  const body = { connector: "email", settings: typed(), code, state, ...more };
  return routes.call("POST /channels/authorisations", access, { body });
};

const connect = (authorisation: string, access: Access = routes.admin) =>
  routes.call("POST /channels", access, {
    body: { connector: "email", name: "Mail", settings: typed(), authorisation },
  });

const authorised = async () => (await finish(await allow((await request()).address))).authorisation;

test("a mailbox is connected with access that an admin allowed, and the token is nobody's to read", async () => {
  const answer = await allow((await request()).address);
  expect(answer.page.origin + answer.page.pathname).toBe("http://localhost:3000/channels/authorised");
  const { authorisation } = await finish(answer);
  const channel = await connect(authorisation);
  expect(channel.secretsSet).toEqual(["clientSecret", "refreshToken"]);
  expect(channel.settings).toMatchObject({ signIn: "oauth", refreshToken: null });
  expect(imap.signIns.map((given) => provider.good.has(given.token))).toContain(true);
  const given = provider.asked.find((grant) => grant.get("grant_type") === "refresh_token");
  const token = given?.get("refresh_token") ?? "none";
  expect(token).toMatch(/^\w{24}$/);
  expect(JSON.stringify([channel, authorisation, routes.logged])).not.toContain(token);
});

test("neither the address nor what comes back shows what was typed", async () => {
  const { address } = await request();
  expect(address).not.toContain(provider.settings.clientSecret);
  expect(new URL(address).searchParams.get("state")).toMatch(/^[\w-]{50,1000}$/);
});

test("a channel that is there is given access anew, with its secrets as they are kept", async () => {
  const { id } = await connect(await authorised());
  provider.withdraw();
  const admin = await routes.again();
  const settings = { clientSecret: null };
  const { address } = await request({ settings, channelId: id }, admin);
  const { authorisation } = await finish(await allow(address), { settings, channelId: id }, admin);
  const changed = await routes.change(id, { authorisation });
  expect(changed.secretsSet).toEqual(["clientSecret", "refreshToken"]);
  expect(provider.good.has(imap.signIns.at(-1)?.token ?? "")).toBe(true);
});

test("it serves again until it has worked, but not after ten minutes", async () => {
  const authorisation = await authorised();
  const wrong = { ...typed(), imapPort: 1 };
  const body = { connector: "email", name: "Mail", settings: wrong, authorisation };
  await routes.failure(routes.call("POST /channels", routes.admin, { body }));
  await connect(authorisation);
  const answer = await allow((await request()).address);
  routes.hub.setClock(new Date(Date.now() + 10 * 60_000));
  const tooOld = { code: "invalid", message: expect.stringContaining("Allow it again.") };
  expect(await routes.failure(connect(authorisation))).toMatchObject(tooOld);
  expect(await routes.failure(finish(answer))).toMatchObject(tooOld);
});

test("the state is for one admin, and for this alone", async () => {
  const other = await accessOf(routes.hub, await makePerson(routes.hub, { role: "admin" }));
  const answer = await allow((await request()).address);
  const { authorisation } = await finish(await allow((await request()).address));
  for (const refused of [
    finish(answer, {}, other),
    finish({ ...answer, state: authorisation }),
    finish({ ...answer, state: `${answer.state.startsWith("A") ? "B" : "A"}${answer.state.slice(1)}` }),
    finish({ ...answer, state: "" }),
    connect(authorisation, other),
    connect(answer.state),
    routes.create({}, { authorisation }),
  ])
    expect(await routes.failure(refused)).toMatchObject({ code: "invalid" });
  expect(provider.asked).toHaveLength(1);
});

test("a provider that refuses says why in its own words, without our secrets", async () => {
  const answer = await allow((await request()).address);
  await finish(answer);
  expect(await routes.failure(finish(answer))).toMatchObject({
    kind: "unauthorized",
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
  provider.behave = (response) => {
    const description = `Bad secret ${provider.settings.clientSecret}`;
    response.writeHead(400).end(JSON.stringify({ error: "x", error_description: description }));
  };
  const { message } = await routes.failure(finish(answer));
  expect(message).toBe("The sign-in server answered: Bad secret •••");
});

test("what is missing in the settings is told before anybody is sent anywhere", async () => {
  const fields = (await routes.failure(request({ settings: { signIn: "google" } }))).fields;
  expect(Object.keys(fields)).toContain("settings.imapHost");
  const settings = { ...typed(), clientId: "" };
  expect(await routes.failure(request({ settings }))).toMatchObject({ message: "The client ID is needed." });
  expect(await routes.failure(request({ connector: "api", settings: {} }))).toMatchObject({
    fields: { connector: "asks for no access of its own" },
  });
  const { id } = await routes.create();
  const admin = await routes.again();
  expect(await routes.failure(request({ channelId: id }, admin))).toMatchObject({
    fields: { connector: "is not this channel's" },
  });
});

test("only admins allow access", async () => {
  for (const role of ["supervisor", "agent"] as const) {
    const access = await accessOf(routes.hub, await makePerson(routes.hub, { role }));
    const answer = { code: "c", state: "s" };
    expect(await routes.failure(request({}, access))).toMatchObject({ code: "forbidden" });
    expect(await routes.failure(finish(answer, {}, access))).toMatchObject({ code: "forbidden" });
  }
});

test("the page that providers send back to is told before a channel is there", async () => {
  const connectors = await routes.call("GET /connectors", routes.admin);
  const pages = Object.fromEntries(connectors.map(({ id, authorisedAt }) => [id, authorisedAt]));
  expect(pages).toMatchObject({ email: "http://localhost:3000/channels/authorised", api: null });
});
