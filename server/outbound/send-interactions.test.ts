import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ConnectorError } from "../../connectors/contract.ts";
import { letters } from "../../db/schema/index.ts";
import { makeConversation, makeInteraction } from "../../test/factories.ts";
import { setOutbox } from "../../test/outbound/outbox.ts";
import { presentInteractions } from "../conversations/queries.ts";
import { mostAttempts } from "./backoff.ts";

const outbox = setOutbox();
const going = new AbortController().signal;

/** A message in the ledger; gives its external id. */
async function writtenBy(address: string): Promise<string> {
  const externalId = randomUUID();
  const item = { from: { identity: { kind: "visitor", address } } };
  await outbox.hub.deps.pool.query(
    "insert into inbound (id, channel_id, external_id, item) values ($1, $2, $3, $4)",
    [randomUUID(), outbox.conversation.channelId, externalId, Buffer.from(JSON.stringify(item))],
  );
  return externalId;
}

test("an answer is marked before it leaves, and then sent, with the provider's name for it", async () => {
  const id = await outbox.write("How can I help?");
  outbox.provider = async () => {
    expect((await outbox.look(id)).state).toBe("sending");
    return { externalId: "provider-1" };
  };
  await outbox.send(id);
  expect(await outbox.look(id)).toMatchObject({
    state: "sent",
    externalId: "provider-1",
    failure: null,
    attempts: ["sent"],
  });
  expect(await outbox.states(id)).toEqual(["sending", "sent"]);
  expect(outbox.taken[0]).toMatchObject({
    key: id,
    conversationId: outbox.conversation.id,
    thread: outbox.conversation.thread,
    text: "How can I help?",
    to: { kind: "email" },
    author: { name: "Anna" },
  });
});

test("whom a letter was not taken for stands on it, and it is sent all the same", async () => {
  const id = await outbox.write();
  const marks = [{ mark: "oversize" }];
  await outbox.hub.deps.db.insert(letters).values({ interactionId: id, marks });
  outbox.provider = async () => ({
    refused: [
      { address: "ann@x.example", reason: "550 No such user" },
      { address: "bob@x.example", reason: "552 Full\u0000" },
    ],
  });
  await outbox.send(id);
  const shown = (await presentInteractions(outbox.hub.deps, [id])).get(id);
  expect(shown).toMatchObject({ state: "sent", failure: null });
  expect(shown?.letter?.marks).toEqual([
    ...marks,
    { mark: "refused", detail: "ann@x.example: 550 No such user" },
    { mark: "refused", detail: "bob@x.example: 552 Full\uFFFD" },
  ]);
});

test("an answer goes to where the contact wrote from last", async () => {
  await makeInteraction(outbox.hub, outbox.conversation, { externalId: await writtenBy("v1") });
  await outbox.send(await outbox.write());
  expect(outbox.taken[0]?.to).toEqual({ kind: "visitor", address: "v1" });
});

test("an answer never goes to whoever wrote what was moved here from another thread", async () => {
  const other = await makeConversation(outbox.hub, { channelId: outbox.conversation.channelId });
  const movedFrom = (...ids: string[]) => ({
    thread: [],
    contact: [],
    routing: [],
    moved: ids.map((from) => ({ from, by: outbox.author.id, at: "2026-01-01T00:00:00Z" })),
  });
  const say = async (address: string, why = movedFrom()) =>
    makeInteraction(outbox.hub, outbox.conversation, { externalId: await writtenBy(address), why });
  await say("own");
  await say("theirs", movedFrom(other.id));
  await outbox.send(await outbox.write());
  await say("own, moved away and back", movedFrom(outbox.conversation.id, other.id));
  await outbox.send(await outbox.write());
  expect(outbox.taken.map(({ to }) => to.address)).toEqual(["own", "own, moved away and back"]);
});

test("a refused answer fails at once in the provider's words, and those after it go on", async () => {
  const [first, second] = [await outbox.write("one"), await outbox.write("two")];
  outbox.provider = async ({ text }) => {
    if (text === "one") throw new ConnectorError("rejected", "The mailbox is full.");
    return {};
  };
  await outbox.send(first);
  expect(await outbox.look(first)).toMatchObject({ state: "failed", failure: "The mailbox is full." });
  expect(await outbox.look(second)).toMatchObject({ state: "sent" });
});

test("a provider that is away is asked again as late as it wishes, and the order is kept meanwhile", async () => {
  const [first, second] = [await outbox.write("one"), await outbox.write("two")];
  let isAway = true;
  outbox.provider = async () => {
    if (isAway) throw new ConnectorError("rate_limited", "Slow down.", { retryAfterMs: 90_000 });
    return {};
  };
  await outbox.send(first);
  await outbox.send(second);
  expect(outbox.taken.map(({ text }) => text)).toEqual(["one"]);
  expect(await outbox.look(first)).toMatchObject({
    state: "queued",
    failure: "Slow down.",
    attempts: ["failed"],
  });
  const again = (await outbox.hub.jobs("sendInteraction")).find(
    ({ payload }) => payload.interactionId === first,
  );
  expect(again!.runAt.getTime()).toBeGreaterThan(Date.now() + 80_000);

  isAway = false;
  outbox.hub.setClock(new Date(Date.now() + 120_000));
  await outbox.send(first);
  expect(outbox.taken.map(({ text }) => text)).toEqual(["one", "one", "two"]);
  expect(await outbox.look(first)).toMatchObject({
    state: "sent",
    failure: null,
    attempts: ["failed", "sent"],
  });
  expect(await outbox.look(second)).toMatchObject({ state: "sent" });
});

test("after enough attempts an answer fails, and a person's retry gets as many again", async () => {
  const id = await outbox.write();
  outbox.provider = async () => {
    throw new ConnectorError("unavailable", "Nobody answers.");
  };
  let now = Date.now();
  const sendOften = async () => {
    for (let tried = 0; tried < mostAttempts + 3; tried++) {
      now += 3_600_000;
      outbox.hub.setClock(new Date(now));
      await outbox.send(id);
    }
  };
  await sendOften();
  expect(outbox.taken).toHaveLength(mostAttempts);
  expect(await outbox.look(id)).toMatchObject({ state: "failed", failure: "Nobody answers." });

  await outbox.hub.deps.pool.query("update interactions set state = 'queued' where id = $1", [id]);
  await sendOften();
  expect(outbox.taken).toHaveLength(2 * mostAttempts);
});

test("answers of one conversation leave in the order in which they were written, however their jobs run", async () => {
  const ids: string[] = [];
  for (let nth = 0; nth < 6; nth++) ids.push(await outbox.write(String(nth)));
  const one = outbox.sender();
  await Promise.all(ids.toReversed().map((interactionId) => one({ interactionId }, going)));
  expect(outbox.taken.map(({ text }) => text)).toEqual(["0", "1", "2", "3", "4", "5"]);
});

test("a channel that is switched off says so; one that is down is tried again", async () => {
  const id = await outbox.write();
  outbox.route = { way: "down", reason: "Shop does not run.", refusesDuplicates: false };
  await outbox.send(id);
  expect(await outbox.look(id)).toMatchObject({ state: "queued", failure: "Shop does not run." });
  outbox.route = { way: "closed", reason: "Shop is switched off." };
  outbox.hub.setClock(new Date(Date.now() + 60_000));
  await outbox.send(id);
  expect(await outbox.look(id)).toMatchObject({ state: "failed", failure: "Shop is switched off." });
});
test("a stop waits for the answer in hand alone; a job is left for those behind it", async () => {
  const [first, second] = [await outbox.write("one"), await outbox.write("two")];
  const stopping = new AbortController();
  outbox.provider = async () => {
    stopping.abort();
    return {};
  };
  await outbox.send(first, stopping.signal);
  expect(await outbox.look(first)).toMatchObject({ state: "sent" });
  expect(await outbox.look(second)).toMatchObject({ state: "queued", attempts: [] });

  const jobs = await outbox.hub.jobs("sendInteraction");
  const left = jobs.find(({ payload }) => payload.interactionId === first);
  expect(left!.runAt.getTime()).toBeLessThanOrEqual(Date.now());
  await outbox.send(left!.payload.interactionId);
  expect(outbox.taken.map(({ text }) => text)).toEqual(["one", "two"]);
});
