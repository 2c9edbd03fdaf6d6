import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import type { Request, Response } from "express";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../connectors/api/sandbox.ts";
import {
  accessOf,
  makeChannel,
  makeConversation,
  makeInteraction,
  makePerson,
  makeTeam,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import type { EndpointKey } from "../contract/index.ts";
import type { Call, Handlers } from "../http/route.ts";
import type { Access } from "../permissions/access.ts";
import { channelsHandlers } from "./routes.ts";

const signingSecret = "sbs_a-secret-of-tests";
const token = "sbt_a-token-of-tests";
let hub: TestHub;
let handlers: Handlers;
let admin: Access;
let sandbox: Sandbox;
const logged: string[] = [];

beforeAll(async () => {
  hub = await testHub();
  sandbox = await startSandbox(signingSecret);
  const lines = new PassThrough().on("data", (line) => logged.push(String(line)));
  handlers = channelsHandlers({ ...hub.deps, log: pino({ level: "trace" }, lines) });
});
afterAll(async () => {
  await sandbox.stop();
  await hub.close();
});
beforeEach(async () => {
  sandbox.behave = undefined;
  admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});

/** As the router calls it, with what it has parsed. */
async function call<Key extends EndpointKey>(key: Key, access: Access, parts: Partial<Call<Key>> = {}) {
  const handler = handlers[key]!;
  const whole = {
    params: {},
    query: {},
    body: {},
    request: {} as Request,
    response: {} as Response,
    access,
    ...parts,
  };
  return handler(whole as unknown as Call<Key>);
}
const create = (settings: Record<string, unknown> = {}, more: object = {}) =>
  call("POST /channels", admin, { body: { connector: "api", name: "Shop", settings, ...more } });
const read = async (id: string) => call("GET /channels/:id", await again(), { params: { id } });
const change = async (id: string, body: Call<"PATCH /channels/:id">["body"]) =>
  call("PATCH /channels/:id", await again(), { params: { id }, body });
const again = () => accessOf(hub, { id: admin.personId });
const keptSecrets = async (id: string) => {
  const { rows } = await hub.deps.pool.query("select settings, secrets from channels where id = $1", [id]);
  return {
    settings: rows[0].settings,
    secrets: JSON.parse(hub.deps.sealer.open(rows[0].secrets)),
    sealed: rows[0].secrets,
  };
};
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("it went through"),
    (error) => error,
  );

test("every connector says how its form is drawn, with its secrets marked", async () => {
  const connectors = await call("GET /connectors", admin);
  const api = connectors.find(({ id }) => id === "api");
  expect(api?.settings).toMatchObject({
    type: "object",
    properties: { webhookUrl: { title: "Webhook address" }, token: { title: "Inbound token", secret: true } },
  });
});

test("a channel is made with usual rules, its event, and secrets that nobody reads back", async () => {
  const made = await create({ webhookUrl: sandbox.url, signingSecret, token });
  const shown = await read(made.id);
  expect(shown).toMatchObject({
    name: "Shop",
    connector: "api",
    label: "API",
    isEnabled: true,
    settings: { webhookUrl: sandbox.url, signingSecret: null, token: null },
    secretsSet: ["signingSecret", "token"],
    rules: { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 },
    inboundUrl: `http://localhost:3000/api/v1/channels/${made.id}/inbound`,
  });
  expect(made).toEqual(shown);
  const { settings, secrets, sealed } = await keptSecrets(made.id);
  expect(settings).toEqual({ webhookUrl: sandbox.url });
  expect(secrets).toEqual({ signingSecret, token });
  expect(sealed).not.toContain(token);
  expect(await hub.events()).toContainEqual(
    expect.objectContaining({
      type: "channel.created",
      actorId: admin.personId,
      data: { channelId: made.id },
    }),
  );
});

test("a secret left empty is made, and shown by the answer that made it alone", async () => {
  const made = await create();
  const { secrets } = await keptSecrets(made.id);
  expect(made.settings).toMatchObject({ token: secrets.token, signingSecret: secrets.signingSecret });
  expect(secrets.token).toMatch(/^sbt_[\w-]{32}$/);
  expect(JSON.stringify(await read(made.id))).not.toContain(secrets.token);
  expect(JSON.stringify(await call("GET /channels", await again()))).not.toContain(secrets.token);
  const anew = await change(made.id, { settings: { token: "" } });
  expect(anew.settings.token).toMatch(/^sbt_/);
  expect(anew.settings.token).not.toBe(secrets.token);
  expect(anew.settings.signingSecret).toBeNull();
});

test("what a change leaves out stays, secrets too, and it is given as it was read", async () => {
  const { id } = await create({ signingSecret, token });
  await change(id, { name: "Shop 2" });
  await change(id, { settings: { webhookUrl: sandbox.url, token: null } });
  expect(await keptSecrets(id)).toMatchObject({
    settings: { webhookUrl: sandbox.url },
    secrets: { signingSecret, token },
  });
  const { settings } = await read(id);
  await change(id, { settings });
  expect(await keptSecrets(id)).toMatchObject({
    settings: { webhookUrl: sandbox.url },
    secrets: { signingSecret, token },
  });
  await change(id, { settings: { webhookUrl: null } });
  expect(await read(id)).toMatchObject({ name: "Shop 2", settings: { webhookUrl: "" } });
  const events = (await hub.events()).filter(
    (event) => event.type === "channel.updated" && event.data.channelId === id,
  );
  expect(events).toHaveLength(4);
});

test("settings that do not work are not kept, and the provider's own words say why", async () => {
  sandbox.behave = (_post, response) => void response.writeHead(404).end("No hook here, ask Bob");
  const error = await failure(create({ webhookUrl: sandbox.url, signingSecret, token }));
  expect(error).toMatchObject({
    code: "invalid",
    message: "The settings do not work. The webhook answered 404: No hook here, ask Bob",
  });
  sandbox.behave = undefined;
  const { id } = await create({ webhookUrl: sandbox.url, signingSecret, token });
  sandbox.behave = (_post, response) => void response.writeHead(500).end(`bad key ${token}`);
  const words = (await failure(change(id, { settings: { webhookUrl: `${sandbox.url}/2` } }))).message;
  expect(words).toContain("bad key •••");
  expect(await read(id)).toMatchObject({ settings: { webhookUrl: sandbox.url } });
  // What has nothing to do with the provider needs no check.
  await change(id, { isEnabled: false });
});

test.each([
  [{ webhookUrl: "ftp://x" }, "settings.webhookUrl"],
  [{ webhookUrl: 7 }, "settings.webhookUrl"],
  [{ token: "short" }, "settings.token"],
  [{ colour: "red" }, "settings.colour"],
  [{ toString: "x" }, "settings.toString"],
])("settings %j are refused with the field that is wrong", async (settings, field) => {
  const error = await failure(create(settings));
  expect(error.code).toBe("invalid");
  expect(Object.keys(error.fields)).toEqual([field]);
});

test("a connector or team that is not there is refused", async () => {
  expect((await failure(create({}, { connector: "fax" }))).fields).toEqual({ connector: "is not known" });
  expect(Object.keys((await failure(create({}, { teamIds: [randomUUID()] }))).fields)).toEqual(["teamIds"]);
});

test("two who change settings at once cannot undo each other's", async () => {
  const { id } = await create({ webhookUrl: sandbox.url, signingSecret, token });
  const isChecking = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  sandbox.behave = (_post, response) => {
    isChecking.resolve();
    void mayEnd.promise.then(() => response.writeHead(200).end());
  };
  const slow = failure(change(id, { settings: { webhookUrl: `${sandbox.url}/slow` } }));
  await isChecking.promise;
  await change(id, { name: "Quick" });
  mayEnd.resolve();
  expect(await slow).toMatchObject({ code: "conflict" });
  expect(await read(id)).toMatchObject({ name: "Quick", settings: { webhookUrl: sandbox.url } });
});

test("teams narrow who is in charge of a channel; to others it is not there", async () => {
  const [ours, theirs] = [await makeTeam(hub), await makeTeam(hub)];
  const { id } = await create({}, { teamIds: [ours.id, ours.id] });
  const inside = await accessOf(hub, await makePerson(hub, { role: "supervisor", teamIds: [ours.id] }));
  const outside = await accessOf(hub, await makePerson(hub, { role: "supervisor", teamIds: [theirs.id] }));
  const params = { id };
  const query = { limit: 50 };
  expect(await call("GET /channels/:id", inside, { params })).toMatchObject({ teamIds: [ours.id] });
  expect((await call("GET /channels/summary", inside)).map((channel) => channel.id)).toContain(id);
  expect((await call("GET /channels", outside)).map((channel) => channel.id)).not.toContain(id);
  expect((await call("GET /channels/summary", outside)).map((channel) => channel.id)).not.toContain(id);
  expect(await failure(call("GET /channels/:id", outside, { params }))).toMatchObject({ code: "not_found" });
  expect(await failure(call("GET /channels/:id/deliveries", outside, { params, query }))).toMatchObject({
    code: "not_found",
  });
});

test("only admins change channels", async () => {
  const { id } = await create();
  for (const role of ["supervisor", "agent"] as const) {
    const access = await accessOf(hub, await makePerson(hub, { role }));
    const body = { connector: "api", name: "Mine", settings: {} };
    expect(await failure(call("POST /channels", access, { body }))).toMatchObject({ code: "forbidden" });
    expect(
      await failure(call("PATCH /channels/:id", access, { params: { id }, body: { name: "Mine" } })),
    ).toMatchObject({ code: "forbidden" });
    expect(await failure(call("DELETE /channels/:id", access, { params: { id } }))).toMatchObject({
      code: "forbidden",
    });
  }
});

test("an archived channel is gone from the lists and keeps its conversations", async () => {
  const { id } = await create();
  const conversation = await makeConversation(hub, { channelId: id });
  await call("DELETE /channels/:id", await again(), { params: { id } });
  expect(await failure(read(id))).toMatchObject({ code: "not_found" });
  expect(await failure(call("DELETE /channels/:id", await again(), { params: { id } }))).toMatchObject({
    code: "not_found",
  });
  const { rows } = await hub.deps.pool.query("select id from conversations where channel_id = $1", [id]);
  expect(rows).toEqual([{ id: conversation.id }]);
});

test("deliveries are listed newest first, page by page, each once", async () => {
  const channel = await makeChannel(hub);
  const interaction = await makeInteraction(hub, await makeConversation(hub, { channelId: channel.id }), {
    authorId: admin.personId,
  });
  for (let attempt = 1; attempt <= 5; attempt++) {
    await hub.deps.pool.query(
      `insert into deliveries (id, interaction_id, channel_id, attempt, state, node_id, started_at)
      values ($1, $2, $3, $4, 'failed', $1, $5)`,
      [
        randomUUID(),
        interaction.id,
        channel.id,
        attempt,
        new Date(1_700_000_000_000 + Math.floor(attempt / 2) * 1000),
      ],
    );
  }
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await call("GET /channels/:id/deliveries", await again(), {
      params: { id: channel.id },
      query: { limit: 2, cursor },
    });
    found.push(...page.items.map(({ attempt }) => attempt));
    cursor = page.next;
  } while (cursor);
  expect(found.toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect(found.slice(0, 2).toSorted()).toEqual([4, 5]);
  const query = { limit: 2, cursor: "nonsense" };
  expect(
    await failure(call("GET /channels/:id/deliveries", await again(), { params: { id: channel.id }, query })),
  ).toMatchObject({ code: "invalid" });
});

test("no secret was logged in all of this", () => {
  expect(logged.join()).not.toContain(token);
  expect(logged.join()).not.toContain(signingSecret);
});
