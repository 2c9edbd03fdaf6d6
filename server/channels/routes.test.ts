import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { setRoutes, signingSecret, token } from "../../test/channels/routes.ts";
import { accessOf, makePerson } from "../../test/factories.ts";

const routes = setRoutes();

async function keptSecrets(id: string) {
  const { pool, sealer } = routes.hub.deps;
  const { rows } = await pool.query("select settings, secrets from channels where id = $1", [id]);
  const { settings, secrets: sealed } = rows[0];
  return { settings, secrets: JSON.parse(sealer.open(sealed)), sealed };
}

test("every connector says how its form is drawn, with its secrets marked", async () => {
  const connectors = await routes.call("GET /connectors", routes.admin);
  const api = connectors.find(({ id }) => id === "api");
  expect(api?.settings).toMatchObject({
    type: "object",
    properties: { webhookUrl: { title: "Webhook address" }, token: { title: "Inbound token", secret: true } },
  });
});

test("a channel is made with usual rules, its event, and secrets that nobody reads back", async () => {
  const made = await routes.create({ webhookUrl: routes.sandbox.url, signingSecret, token });
  const shown = await routes.read(made.id);
  expect(shown).toMatchObject({
    name: "Shop",
    connector: "api",
    label: "API",
    isEnabled: true,
    settings: { webhookUrl: routes.sandbox.url, signingSecret: null, token: null },
    secretsSet: ["signingSecret", "token"],
    rules: { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 },
    inboundUrl: `http://localhost:3000/api/v1/channels/${made.id}/inbound`,
  });
  expect(made).toEqual(shown);
  const { settings, secrets, sealed } = await keptSecrets(made.id);
  expect(settings).toEqual({ webhookUrl: routes.sandbox.url });
  expect(secrets).toEqual({ signingSecret, token });
  expect(sealed).not.toContain(token);
  expect(await routes.hub.events()).toContainEqual(
    expect.objectContaining({
      type: "channel.created",
      actorId: routes.admin.personId,
      data: { channelId: made.id },
    }),
  );
});

test("a secret left empty is made, and shown by the answer that made it alone", async () => {
  const made = await routes.create();
  const { secrets } = await keptSecrets(made.id);
  expect(made.settings).toMatchObject({ token: secrets.token, signingSecret: secrets.signingSecret });
  expect(secrets.token).toMatch(/^sbt_[\w-]{32}$/);
  expect(JSON.stringify(await routes.read(made.id))).not.toContain(secrets.token);
  expect(JSON.stringify(await routes.call("GET /channels", await routes.again()))).not.toContain(
    secrets.token,
  );
  const anew = await routes.change(made.id, { settings: { token: "" } });
  expect(anew.settings.token).toMatch(/^sbt_/);
  expect(anew.settings.token).not.toBe(secrets.token);
  expect(anew.settings.signingSecret).toBeNull();
});

test("what a change leaves out stays, secrets too, and it is given as it was read", async () => {
  const { id } = await routes.create({ signingSecret, token });
  await routes.change(id, { name: "Shop 2" });
  await routes.change(id, { settings: { webhookUrl: routes.sandbox.url, token: null } });
  expect(await keptSecrets(id)).toMatchObject({
    settings: { webhookUrl: routes.sandbox.url },
    secrets: { signingSecret, token },
  });
  const { settings } = await routes.read(id);
  await routes.change(id, { settings });
  expect(await keptSecrets(id)).toMatchObject({
    settings: { webhookUrl: routes.sandbox.url },
    secrets: { signingSecret, token },
  });
  await routes.change(id, { settings: { webhookUrl: null } });
  expect(await routes.read(id)).toMatchObject({ name: "Shop 2", settings: { webhookUrl: "" } });
  const events = (await routes.hub.events()).filter(
    (event) => event.type === "channel.updated" && event.data.channelId === id,
  );
  expect(events).toHaveLength(4);
});

test("settings that do not work are not kept, and the provider's own words say why", async () => {
  routes.sandbox.behave = (_post, response) => void response.writeHead(404).end("No hook here, ask Bob");
  const error = await routes.failure(routes.create({ webhookUrl: routes.sandbox.url, signingSecret, token }));
  expect(error).toMatchObject({
    code: "invalid",
    message: "The settings do not work. The webhook answered 404: No hook here, ask Bob",
  });
  routes.sandbox.behave = undefined;
  const { id } = await routes.create({ webhookUrl: routes.sandbox.url, signingSecret, token });
  routes.sandbox.behave = (_post, response) => void response.writeHead(500).end(`bad key ${token}`);
  const words = (
    await routes.failure(routes.change(id, { settings: { webhookUrl: `${routes.sandbox.url}/2` } }))
  ).message;
  expect(words).toContain("bad key •••");
  expect(await routes.read(id)).toMatchObject({ settings: { webhookUrl: routes.sandbox.url } });
  // What has nothing to do with the provider needs no check.
  await routes.change(id, { isEnabled: false });
});

test.each([
  [{ webhookUrl: "ftp://x" }, "settings.webhookUrl"],
  [{ webhookUrl: 7 }, "settings.webhookUrl"],
  [{ token: "short" }, "settings.token"],
  [{ colour: "red" }, "settings.colour"],
  [{ toString: "x" }, "settings.toString"],
])("settings %j are refused with the field that is wrong", async (settings, field) => {
  const error = await routes.failure(routes.create(settings));
  expect(error.code).toBe("invalid");
  expect(Object.keys(error.fields)).toEqual([field]);
});

test("a connector or team that is not there is refused", async () => {
  expect((await routes.failure(routes.create({}, { connector: "fax" }))).fields).toEqual({
    connector: "is not known",
  });
  expect(Object.keys((await routes.failure(routes.create({}, { teamIds: [randomUUID()] }))).fields)).toEqual([
    "teamIds",
  ]);
});

test("two who change settings at once cannot undo each other's", async () => {
  const { id } = await routes.create({ webhookUrl: routes.sandbox.url, signingSecret, token });
  const isChecking = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  routes.sandbox.behave = (_post, response) => {
    isChecking.resolve();
    void mayEnd.promise.then(() => response.writeHead(200).end());
  };
  const slow = routes.failure(routes.change(id, { settings: { webhookUrl: `${routes.sandbox.url}/slow` } }));
  await isChecking.promise;
  await routes.change(id, { name: "Quick" });
  mayEnd.resolve();
  expect(await slow).toMatchObject({ code: "conflict" });
  expect(await routes.read(id)).toMatchObject({
    name: "Quick",
    settings: { webhookUrl: routes.sandbox.url },
  });
});

test("only admins change channels", async () => {
  const { id } = await routes.create();
  for (const role of ["supervisor", "agent"] as const) {
    const access = await accessOf(routes.hub, await makePerson(routes.hub, { role }));
    const body = { connector: "api", name: "Mine", settings: {} };
    expect(await routes.failure(routes.call("POST /channels", access, { body }))).toMatchObject({
      code: "forbidden",
    });
    expect(
      await routes.failure(
        routes.call("PATCH /channels/:id", access, { params: { id }, body: { name: "Mine" } }),
      ),
    ).toMatchObject({ code: "forbidden" });
    expect(
      await routes.failure(routes.call("DELETE /channels/:id", access, { params: { id } })),
    ).toMatchObject({
      code: "forbidden",
    });
  }
});

test("no secret was logged in all of this", () => {
  expect(routes.logged.join()).not.toContain(token);
  expect(routes.logged.join()).not.toContain(signingSecret);
});
