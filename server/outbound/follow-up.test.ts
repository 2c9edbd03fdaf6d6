import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { ConnectorError } from "../../connectors/contract.ts";
import { channels, identities } from "../../db/schema/index.ts";
import { makeChannel, makeInteraction } from "../../test/factories.ts";
import { setOutbox } from "../../test/outbound/outbox.ts";
import { createFollowUp } from "./follow-up.ts";

const outbox = setOutbox();
const going = new AbortController().signal;
let address = "";

beforeEach(async () => {
  const { hub, conversation } = outbox;
  const mailbox = await makeChannel(hub, { letters: true });
  const rules = {
    makeDeal: false,
    makeTask: false,
    answerWithinMinutes: 15,
    reopenWithinDays: 7,
    followUp: { channelId: mailbox.id, afterMinutes: 10 },
  };
  await hub.deps.db.update(channels).set({ rules }).where(eq(channels.id, conversation.channelId));
  address = `${randomUUID()}@example.com`;
  await hub.deps.db
    .insert(identities)
    .values({ contactId: conversation.contactId, kind: "email", address, isProven: true });
});

/** Two answers that were given in the chat; gives their ids. */
async function answered() {
  const ids = [await outbox.write("One"), await outbox.write("Two")];
  for (const id of ids) await outbox.send(id);
  outbox.taken.length = 0;
  return ids as [string, string];
}

const followUp = async (interactionId: string) => {
  const route = outbox.route ?? {
    way: "open" as const,
    letters: true,
    refusesDuplicates: false,
    scrub: <Value>(value: Value) => value,
    send: (message: (typeof outbox.taken)[number]) => {
      outbox.taken.push(message);
      return outbox.provider(message);
    },
  };
  const work = createFollowUp(outbox.hub.deps, { findRoute: async () => route, onSent: () => {} });
  await work({ interactionId }, going);
};

test("an answer plans to be followed up, after so many minutes", async () => {
  const [id] = await answered();
  const jobs = await outbox.hub.jobs("followUp");
  const job = jobs.find(({ payload }) => payload.interactionId === id);
  expect(job?.runAt.getTime()).toBeGreaterThan(Date.now() + 9 * 60_000);
});

test("what was not read goes to the proven address in one letter, once, and the timeline says so", async () => {
  const [one, two] = await answered();
  await followUp(one);
  await followUp(two);
  expect(outbox.taken).toHaveLength(1);
  expect(outbox.taken[0]).toMatchObject({
    key: two,
    to: { kind: "email", address },
    text: "One\n\nTwo",
    letter: { to: [{ address }], isAutomatic: true },
  });
  const { rows } = await outbox.hub.deps.pool.query(
    "select data from interactions where conversation_id = $1 and kind = 'system'",
    [outbox.conversation.id],
  );
  expect(rows).toEqual([{ data: expect.objectContaining({ what: "conversation.followedUp", count: 2 }) }]);
});

test("what was read, or answered by the contact, does not go", async () => {
  const [one, two] = await answered();
  await outbox.hub.deps.pool.query("update interactions set state = 'read' where id = $1", [two]);
  await followUp(one);
  await followUp(two);
  const [three] = await answered();
  await makeInteraction(outbox.hub, outbox.conversation, { direction: "in", text: "Thanks" });
  await followUp(three);
  expect(outbox.taken).toEqual([]);
});

test("a typed address that nobody proved gets nothing", async () => {
  const [one] = await answered();
  await outbox.hub.deps.pool.query("update identities set is_proven = false where contact_id = $1", [
    outbox.conversation.contactId,
  ]);
  await followUp(one);
  expect(outbox.taken).toEqual([]);
});

test("a passing trouble is tried again later, and what may have been sent is not", async () => {
  const [one] = await answered();
  outbox.provider = async () => {
    throw new ConnectorError("unavailable", "Try later.");
  };
  await followUp(one);
  const jobs = await outbox.hub.jobs("followUp");
  expect(jobs.find(({ payload }) => payload.interactionId === one)?.payload.tried).toBe(1);
  outbox.provider = async () => {
    throw new Error("The line broke.");
  };
  await followUp(one);
  await followUp(one);
  expect(outbox.taken).toHaveLength(2);
});
