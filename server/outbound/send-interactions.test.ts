import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ConnectorError, type Outbound, type Sent } from "../../connectors/contract.ts";
import {
  makeContact,
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import type { Deps } from "../lib/deps.ts";
import { mostAttempts } from "./backoff.ts";
import { outboundJobs } from "./jobs.ts";
import type { Route } from "./route.ts";

let hub: TestHub;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let author: { id: string };
/** What the provider does with each message; taken by tests. */
let provider: (message: Outbound) => Promise<Sent>;
let taken: Outbound[] = [];
let refusesDuplicates = false;
let route: Route | undefined;

beforeAll(async () => {
  hub = await testHub();
  author = await makePerson(hub, { name: "Anna" });
});
afterAll(() => hub.close());
beforeEach(async () => {
  const contact = await makeContact(hub, {
    identities: [{ kind: "email", address: `${randomUUID()}@example.com` }],
  });
  conversation = await makeConversation(hub, { contactId: contact.id });
  provider = async () => ({});
  taken = [];
  refusesDuplicates = false;
  route = undefined;
});
afterEach(() => hub.setClock());

const sender = (deps: Deps = hub.deps) =>
  outboundJobs(deps, {
    findRoute: async () =>
      route ?? {
        way: "open",
        refusesDuplicates,
        scrub: (value) => value,
        send: (message) => {
          taken.push(message);
          return provider(message);
        },
      },
    onSent: () => {},
  }).sendInteraction!;
const send = (interactionId: string) => sender()({ interactionId });
const write = async (text = "Hello") =>
  (await makeInteraction(hub, conversation, { authorId: author.id, state: "queued", text })).id;

async function look(id: string) {
  const { rows } = await hub.deps.pool.query(
    `select i.state, i.failure, i.external_id as "externalId", i.version,
      coalesce((select json_agg(d.state order by d.attempt) from deliveries d where d.interaction_id = i.id), '[]') as attempts
    from interactions i where id = $1`,
    [id],
  );
  return rows[0];
}
const states = async (id: string) =>
  (await hub.events())
    .filter((event) => event.type === "interaction.stateChanged" && event.data.interactionId === id)
    .map((event) => event.type === "interaction.stateChanged" && event.data.state.to);

/** A message in the ledger; gives its external id. */
async function writtenBy(address: string): Promise<string> {
  const externalId = randomUUID();
  const item = { from: { identity: { kind: "visitor", address } } };
  await hub.deps.pool.query(
    "insert into inbound (id, channel_id, external_id, item, node_id) values ($1, $2, $3, $4, $1)",
    [randomUUID(), conversation.channelId, externalId, Buffer.from(JSON.stringify(item))],
  );
  return externalId;
}

/** An attempt that a node began and never ended. */
async function leaveHalfWay(id: string, nodeId: string = randomUUID()) {
  await hub.deps.pool.query("update interactions set state = 'sending' where id = $1", [id]);
  await hub.deps.pool.query(
    `insert into deliveries (id, interaction_id, channel_id, attempt, state, node_id)
    values ($1, $2, $3, 1, 'sending', $4)`,
    [randomUUID(), id, conversation.channelId, nodeId],
  );
}

const sayAlive = (nodeId: string) =>
  hub.deps.pool.query("insert into leases (name, holder, expires_at) values ($1, $2, now() + '1 minute')", [
    `jobs:${nodeId}`,
    nodeId,
  ]);

test("an answer is marked before it leaves, and then sent, with the provider's name for it", async () => {
  const id = await write("How can I help?");
  provider = async () => {
    expect((await look(id)).state).toBe("sending");
    return { externalId: "provider-1" };
  };
  await send(id);
  expect(await look(id)).toMatchObject({
    state: "sent",
    externalId: "provider-1",
    failure: null,
    attempts: ["sent"],
  });
  expect(await states(id)).toEqual(["sending", "sent"]);
  expect(taken[0]).toMatchObject({
    key: id,
    conversationId: conversation.id,
    thread: conversation.thread,
    text: "How can I help?",
    to: { kind: "email" },
    author: { name: "Anna" },
  });
});

test("an answer goes to where the contact wrote from last", async () => {
  await makeInteraction(hub, conversation, { externalId: await writtenBy("v1") });
  await send(await write());
  expect(taken[0]?.to).toEqual({ kind: "visitor", address: "v1" });
});

test("an answer never goes to whoever wrote what was moved here from another thread", async () => {
  const other = await makeConversation(hub, { channelId: conversation.channelId });
  const movedFrom = (...ids: string[]) => ({
    thread: [],
    contact: [],
    routing: [],
    moved: ids.map((from) => ({ from, by: author.id, at: "2026-01-01T00:00:00Z" })),
  });
  const say = async (address: string, why = movedFrom()) =>
    makeInteraction(hub, conversation, { externalId: await writtenBy(address), why });
  await say("own");
  await say("theirs", movedFrom(other.id));
  await send(await write());
  await say("own, moved away and back", movedFrom(conversation.id, other.id));
  await send(await write());
  expect(taken.map(({ to }) => to.address)).toEqual(["own", "own, moved away and back"]);
});

test("a refused answer fails at once in the provider's words, and those after it go on", async () => {
  const [first, second] = [await write("one"), await write("two")];
  provider = async ({ text }) => {
    if (text === "one") throw new ConnectorError("rejected", "The mailbox is full.");
    return {};
  };
  await send(first);
  expect(await look(first)).toMatchObject({ state: "failed", failure: "The mailbox is full." });
  expect(await look(second)).toMatchObject({ state: "sent" });
});

test("a provider that is away is asked again as late as it wishes, and the order is kept meanwhile", async () => {
  const [first, second] = [await write("one"), await write("two")];
  let isAway = true;
  provider = async () => {
    if (isAway) throw new ConnectorError("rate_limited", "Slow down.", { retryAfterMs: 90_000 });
    return {};
  };
  await send(first);
  await send(second);
  expect(taken.map(({ text }) => text)).toEqual(["one"]);
  expect(await look(first)).toMatchObject({ state: "queued", failure: "Slow down.", attempts: ["failed"] });
  const again = (await hub.jobs("sendInteraction")).find(({ payload }) => payload.interactionId === first);
  expect(again!.runAt.getTime()).toBeGreaterThan(Date.now() + 80_000);

  isAway = false;
  hub.setClock(new Date(Date.now() + 120_000));
  await send(first);
  expect(taken.map(({ text }) => text)).toEqual(["one", "one", "two"]);
  expect(await look(first)).toMatchObject({ state: "sent", failure: null, attempts: ["failed", "sent"] });
  expect(await look(second)).toMatchObject({ state: "sent" });
});

test("after enough attempts an answer fails, and a person's retry gets as many again", async () => {
  const id = await write();
  provider = async () => {
    throw new ConnectorError("unavailable", "Nobody answers.");
  };
  let now = Date.now();
  const sendOften = async () => {
    for (let tried = 0; tried < mostAttempts + 3; tried++) {
      now += 3_600_000;
      hub.setClock(new Date(now));
      await send(id);
    }
  };
  await sendOften();
  expect(taken).toHaveLength(mostAttempts);
  expect(await look(id)).toMatchObject({ state: "failed", failure: "Nobody answers." });

  await hub.deps.pool.query("update interactions set state = 'queued' where id = $1", [id]);
  await sendOften();
  expect(taken).toHaveLength(2 * mostAttempts);
});

test("two workers that get the same job send it once", async () => {
  const id = await write();
  const nodes = [randomUUID(), randomUUID()].map((nodeId) => ({ ...hub.deps, nodeId }));
  for (const { nodeId } of nodes) await sayAlive(nodeId);
  const isTaken = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  provider = async () => {
    isTaken.resolve();
    await mayEnd.promise;
    return {};
  };
  const workers = nodes.map((deps) => sender(deps));
  const jobs = [...workers, ...workers].map((worker) => worker({ interactionId: id }));
  await isTaken.promise;
  await Promise.race(jobs);
  mayEnd.resolve();
  await Promise.all(jobs);
  expect(taken).toHaveLength(1);
  expect(await look(id)).toMatchObject({ state: "sent", attempts: ["sent"] });
});

test("answers of one conversation leave in the order in which they were written, however their jobs run", async () => {
  const ids: string[] = [];
  for (let nth = 0; nth < 6; nth++) ids.push(await write(String(nth)));
  const one = sender();
  await Promise.all(ids.toReversed().map((interactionId) => one({ interactionId })));
  expect(taken.map(({ text }) => text)).toEqual(["0", "1", "2", "3", "4", "5"]);
});

test("found half-way after a crash, it may have been sent: nothing goes out until a person says so", async () => {
  const id = await write();
  await leaveHalfWay(id);
  await send(id);
  expect(taken).toHaveLength(0);
  expect(await look(id)).toMatchObject({
    state: "unknown",
    failure: "The hub stopped while it was being sent. It may have been sent.",
    attempts: ["unknown"],
  });
});

test("found half-way after a crash, it is sent again under the same key where the provider refuses duplicates", async () => {
  refusesDuplicates = true;
  const id = await write();
  await leaveHalfWay(id);
  await send(id);
  expect(taken.map(({ key }) => key)).toEqual([id]);
  expect(await look(id)).toMatchObject({ state: "sent", attempts: ["failed", "sent"] });
});

test("what another living node is sending is left to it", async () => {
  const id = await write();
  const nodeId = randomUUID();
  await sayAlive(nodeId);
  await leaveHalfWay(id, nodeId);
  await send(id);
  expect(await look(id)).toMatchObject({ state: "sending" });
  expect((await hub.jobs("sendInteraction")).some(({ payload }) => payload.interactionId === id)).toBe(true);
});

test("an error that says nothing of what happened leaves it open whether it was sent", async () => {
  const id = await write();
  provider = async () => {
    throw new TypeError("undefined is not a function");
  };
  await send(id);
  expect(await look(id)).toMatchObject({
    state: "unknown",
    failure: "Something went wrong while it was being sent. It may have been sent.",
  });
});

test("a receipt that is quicker than the provider's answer is not taken back", async () => {
  const id = await write();
  provider = async () => {
    await hub.deps.pool.query("update interactions set state = 'delivered' where id = $1", [id]);
    return { externalId: "p2" };
  };
  await send(id);
  expect(await look(id)).toMatchObject({ state: "delivered", externalId: "p2" });
});

test("a channel that is switched off says so; one that is down is tried again", async () => {
  const id = await write();
  route = { way: "down", reason: "Shop does not run.", refusesDuplicates: false };
  await send(id);
  expect(await look(id)).toMatchObject({ state: "queued", failure: "Shop does not run." });
  route = { way: "closed", reason: "Shop is switched off." };
  hub.setClock(new Date(Date.now() + 60_000));
  await send(id);
  expect(await look(id)).toMatchObject({ state: "failed", failure: "Shop is switched off." });
});
