import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startProvider, type TestProvider } from "../../connectors/email/oauth/test-provider.ts";
import { setRoutes } from "../../test/channels/routes.ts";
import { accessOf, makePerson } from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";

vi.setConfig({ testTimeout: 30_000 });

const routes = setRoutes();
let provider: TestProvider;
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(async () => {
  routes.hub.setClock();
  await provider.stop();
});

const request = (more: object = {}, access: Access = routes.admin) =>
  routes.call("POST /channels/authorisation-requests", access, {
    body: { connector: "email", settings: provider.settings, ...more },
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
  const body = { connector: "email", settings: provider.settings, code, state, ...more };
  return routes.call("POST /channels/authorisations", access, { body });
};

const connect = (authorisation: string, access: Access = routes.admin) =>
  routes.call("POST /channels", access, {
    body: { connector: "email", name: "Mail", settings: provider.settings, authorisation },
  });

const authorised = async () => (await finish(await allow((await request()).address))).authorisation;

test("a mailbox is connected with access that an admin allowed, and the token is nobody's to read", async () => {
  const answer = await allow((await request()).address);
  expect(answer.page.origin + answer.page.pathname).toBe("http://localhost:3000/channels/authorised");
  const { authorisation } = await finish(answer);
  const channel = await connect(authorisation);
  expect(channel.secretsSet).toEqual(["clientSecret", "refreshToken"]);
  expect(channel.settings).toMatchObject({ signIn: "oauth", refreshToken: null });
  expect(provider.imap.signIns.map((given) => provider.oauth.good.has(given.token))).toContain(true);
  const given = provider.oauth.asked.find((grant) => grant.get("grant_type") === "refresh_token");
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
  provider.oauth.withdraw();
  const admin = await routes.again();
  const settings = { clientSecret: null };
  const { address } = await request({ settings, channelId: id }, admin);
  const { authorisation } = await finish(await allow(address), { settings, channelId: id }, admin);
  const changed = await routes.change(id, { authorisation });
  expect(changed.secretsSet).toEqual(["clientSecret", "refreshToken"]);
  expect(provider.oauth.good.has(provider.imap.signIns.at(-1)?.token ?? "")).toBe(true);
});

test("it serves again until it has worked, but not after ten minutes", async () => {
  const authorisation = await authorised();
  const wrong = { ...provider.settings, imapPort: 1 };
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
  expect(provider.oauth.asked).toHaveLength(1);
});

test("a provider that refuses says why in its own words, without our secrets", async () => {
  const answer = await allow((await request()).address);
  await finish(answer);
  expect(await routes.failure(finish(answer))).toMatchObject({
    kind: "unauthorized",
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
  provider.oauth.behave = (response) => {
    const description = `Bad secret ${provider.settings.clientSecret}`;
    response.writeHead(400).end(JSON.stringify({ error: "x", error_description: description }));
  };
  const { message } = await routes.failure(finish(answer));
  expect(message).toBe("The sign-in server answered: Bad secret •••");
});

test("what is missing in the settings is told before anybody is sent anywhere", async () => {
  const fields = (await routes.failure(request({ settings: { signIn: "google" } }))).fields;
  expect(Object.keys(fields)).toContain("settings.imapHost");
  const settings = { ...provider.settings, clientId: "" };
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
