import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../connectors/api/sandbox.ts";
import {
  makeChannel,
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import { quietPorts } from "../../test/quiet-ports.ts";
import { type Channels, createChannels } from "./create-channels.ts";

const signingSecret = "sbs_a-secret-of-tests";
let hub: TestHub;
let sandbox: Sandbox;
let channels: Channels;

beforeAll(async () => {
  hub = await testHub();
  sandbox = await startSandbox(signingSecret);
});
afterAll(async () => {
  await channels.stop();
  await sandbox.stop();
  await hub.close();
});

async function prepare(values: Parameters<typeof makeChannel>[1] = {}) {
  await channels?.stop();
  const channel = await makeChannel(hub, {
    name: "Shop",
    settings: { webhookUrl: sandbox.url },
    secrets: hub.deps.sealer.seal(JSON.stringify({ signingSecret, token: "sbt_a-token-of-tests" })),
    ...values,
  });
  const conversation = await makeConversation(hub, { channelId: channel.id });
  const { id: authorId } = await makePerson(hub);
  const { id } = await makeInteraction(hub, conversation, { authorId, state: "queued" });
  channels = createChannels(hub.deps, {
    ...quietPorts,
    accept: () => expect.unreachable("nothing comes in"),
  });
  await channels.start();
  return { id, channelId: channel.id };
}

const send = (interactionId: string) =>
  channels.jobs.sendInteraction!({ interactionId }, new AbortController().signal);
async function look(id: string) {
  const { rows } = await hub.deps.pool.query(
    `select i.state, i.failure, i.external_id as "externalId",
      (select coalesce(json_agg(json_build_array(state, detail) order by attempt), '[]') from deliveries where interaction_id = i.id) as attempts
    from interactions i where i.id = $1`,
    [id],
  );
  return rows[0];
}

test("a webhook that fails in every way gets the answer in the end, under one key, and every attempt is kept", async () => {
  const { id, channelId } = await prepare();
  const failures: ((response: ServerResponse) => void)[] = [
    (response) => void response.destroy(),
    (response) => void response.writeHead(500).end(`<h1>Oops</h1> ${signingSecret}`),
    (response) => void response.writeHead(429, { "retry-after": "30" }).end(),
    (response) =>
      void response.writeHead(200, { "content-length": "9" }).write("{", () => response.destroy()),
  ];
  for (let nth = 0; nth <= failures.length; nth++) {
    sandbox.behave = failures[nth] && ((_post, response) => failures[nth]!(response));
    hub.setClock(new Date(Date.now() + nth * 3_600_000));
    await send(id);
  }
  hub.setClock();
  expect(await look(id)).toEqual({
    state: "sent",
    failure: null,
    externalId: `r-${id}`,
    attempts: [
      ["failed", "The webhook cannot be reached (ECONNRESET)."],
      ["failed", "The webhook answered 500: <h1>Oops</h1> •••"],
      ["failed", "The webhook answered 429."],
      ["failed", "The webhook cannot be reached (ECONNRESET)."],
      ["sent", "HTTP 200"],
    ],
  });
  expect(sandbox.posts.map(({ key }) => key)).toEqual([id, id, id, id, id]);
  await channels.stop();
  const { rows } = await hub.deps.pool.query("select last_outbound_at as at from channels where id = $1", [
    channelId,
  ]);
  expect(rows[0].at).toBeInstanceOf(Date);
});

test("a channel that is switched off fails an answer with a sentence, one that is down keeps it", async () => {
  const off = await prepare({ isEnabled: false });
  await send(off.id);
  expect(await look(off.id)).toMatchObject({ state: "failed", failure: "Shop is switched off." });
  const archived = await prepare({ archivedAt: new Date() });
  await send(archived.id);
  expect(await look(archived.id)).toMatchObject({ state: "failed", failure: "The channel was archived." });
  const down = await prepare({ secrets: "bm90IHNlYWxlZCBieSB0aGlzIGtleSBhdCBhbGwsIG5v" });
  await send(down.id);
  expect(await look(down.id)).toMatchObject({
    state: "queued",
    failure: "Shop does not run. Its secrets were kept under another APP_SECRET: enter them again.",
  });
});
