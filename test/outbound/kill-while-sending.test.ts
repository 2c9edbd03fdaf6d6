import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Sandbox, startSandbox } from "../../connectors/api/sandbox.ts";
import { newId } from "../../db/schema/columns.ts";
import { addJob } from "../../server/lib/jobs.ts";
import { transact } from "../../server/lib/transact.ts";
import {
  makeChannel,
  makeContact,
  makeConversation,
  makePerson,
  type TestHub,
  testHub,
} from "../factories.ts";
import { type Script, startScript } from "../script.ts";

const signingSecret = "sbs_a-secret-of-tests";
const conversations = 25;
const answersEach = 10;
const killAt = [40, 150];

vi.setConfig({ testTimeout: 180_000 });

let hub: TestHub;
let node: Script;
const receivers: Sandbox[] = [];

beforeAll(async () => {
  hub = await testHub();
});
afterAll(async () => {
  await node?.kill();
  await Promise.all(receivers.map((receiver) => receiver.stop()));
  await hub.close();
});

test("kill -9 amid 500 answers: each is sent once, or marked 'may have been sent'", async () => {
  const [refusing, forgetful] = [await prepare("api"), await prepare("forgetful")];
  node = start();
  for (const { receiver } of [refusing, forgetful]) {
    receiver.behave = (post, response) => {
      // Killed by the message itself, before it is answered: so there are some in hand for certain.
      if (killAt.includes(receiver.posts.length)) void killAndStartAnew();
      setTimeout(() => response.writeHead(200).end(JSON.stringify({ id: `r-${post.key}` })), 10);
    };
  }
  await vi.waitFor(async () => expect(await unsettled()).toBe(0), { timeout: 170_000, interval: 250 });

  const sent = await look(refusing);
  expect(sent.map(({ state }) => state)).toEqual(sent.map(() => "sent"));
  expect(sent.filter(({ times }) => times === 0)).toEqual([]);
  expect(sent.some(({ times }) => times > 1)).toBe(true);

  const marked = await look(forgetful);
  expect(marked.filter(({ state, times }) => state === "sent" && times !== 1)).toEqual([]);
  expect(marked.filter(({ state, times }) => state === "unknown" && times > 1)).toEqual([]);
  expect(new Set(marked.map(({ state }) => state))).toEqual(new Set(["sent", "unknown"]));
  expect(marked.filter(({ state }) => state === "unknown").length).toBeLessThan(30);

  for (const { receiver } of [refusing, forgetful]) expect(outOfOrder(receiver)).toEqual([]);
});

const start = () => startScript(join(import.meta.dirname, "node-process.ts"), hub.url);

async function killAndStartAnew() {
  const dying = node;
  await dying.kill();
  // Both receivers may have asked for the same death.
  if (node === dying) node = start();
}

interface Prepared {
  receiver: Sandbox;
  channelId: string;
}

async function prepare(connector: string): Promise<Prepared> {
  const receiver = await startSandbox(signingSecret);
  receivers.push(receiver);
  const { id: channelId } = await makeChannel(hub, {
    connector,
    settings: { webhookUrl: receiver.url },
    secrets: hub.deps.sealer.seal(JSON.stringify({ signingSecret, token: "sbt_a-token-of-tests" })),
  });
  const author = await makePerson(hub);
  const contact = await makeContact(hub);
  for (let nth = 0; nth < conversations; nth++) {
    const { id } = await makeConversation(hub, { channelId, contactId: contact.id, thread: `${nth}` });
    await transact(hub.deps, async (tx) => {
      for (let position = 0; position < answersEach; position++) {
        const interactionId = newId();
        await tx.client.query(
          `insert into interactions (id, conversation_id, position, kind, direction, author_id, text, state)
          values ($1, $2, $3, 'message', 'out', $4, $5, 'queued')`,
          [interactionId, id, position, author.id, String(position)],
        );
        await addJob(tx, "sendInteraction", { interactionId });
      }
    });
  }
  return { receiver, channelId };
}

async function unsettled(): Promise<number> {
  const { rows } = await hub.deps.pool.query(
    "select count(*) as open from interactions where state in ('queued', 'sending')",
  );
  return rows[0].open;
}

/** How each answer ended, and how many times its receiver got it. */
async function look({ receiver, channelId }: Prepared): Promise<{ state: string; times: number }[]> {
  const { rows } = await hub.deps.pool.query<{ id: string; state: string }>(
    `select i.id, i.state from interactions i join conversations c on c.id = i.conversation_id where c.channel_id = $1`,
    [channelId],
  );
  expect(rows).toHaveLength(conversations * answersEach);
  return rows.map(({ id, state }) => ({
    state,
    times: receiver.posts.filter((post) => post.key === id).length,
  }));
}

/** Threads whose answers were first received in another order than they were written in. */
function outOfOrder({ posts }: Sandbox): string[] {
  const seen = new Map<string, number[]>();
  for (const { body } of posts) {
    const thread = String(body.thread);
    const texts = seen.get(thread) ?? [];
    if (!texts.includes(Number(body.text))) seen.set(thread, [...texts, Number(body.text)]);
  }
  return [...seen]
    .filter(([, texts]) => texts.some((text, nth) => nth > 0 && text < texts[nth - 1]!))
    .map(([thread]) => thread);
}
