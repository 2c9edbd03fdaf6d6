import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConnectorError, type InboundReceipt } from "../../connectors/contract.ts";
import { channels, identities } from "../../db/schema/index.ts";
import { makeChannel, makeContact, makeConversation, makeInteraction } from "../../test/factories.ts";
import { setOutbox } from "../../test/outbound/outbox.ts";
import { createIngest, type Ingest } from "../ingest/create-ingest.ts";
import { createFollowUp } from "./follow-up.ts";
import { createSayBounced } from "./say-sent-on.ts";

const outbox = setOutbox();
const going = new AbortController().signal;
let address = "";
let mailboxId = "";

beforeEach(async () => {
  const { hub, conversation } = outbox;
  mailboxId = (await makeChannel(hub, { letters: true })).id;
  const rules = {
    makeDeal: false,
    makeTask: false,
    answerWithinMinutes: 15,
    reopenWithinDays: 7,
    followUp: { channelId: mailboxId, afterMinutes: 10 },
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

const worker = (deps = outbox.hub.deps) => {
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
  return createFollowUp(deps, { findRoute: async () => route, onSent: () => {} });
};
const followUp = (interactionId: string) => worker()({ interactionId }, going);

/** What the timeline says of sending on. */
async function entries(): Promise<Record<string, unknown>[]> {
  const { rows } = await outbox.hub.deps.pool.query(
    "select data from interactions where conversation_id = $1 and kind = 'system' order by position",
    [outbox.conversation.id],
  );
  return rows.map(({ data }) => data);
}

const waitHalfAnHour = () =>
  outbox.hub.deps.pool.query("update follow_ups set created_at = created_at - interval '30 minutes'");

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
  expect(await entries()).toEqual([expect.objectContaining({ what: "conversation.followedUp", count: 2 })]);
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
  expect(await entries()).toEqual([
    expect.objectContaining({
      what: "conversation.notFollowedUp",
      reason: expect.stringContaining("It may have been sent."),
    }),
  ]);
});

test("what is refused, or has no way out any more, is said on the timeline in the provider's words", async () => {
  const [one] = await answered();
  outbox.provider = async () => {
    throw new ConnectorError("rejected", "No such user.");
  };
  await followUp(one);
  outbox.provider = async () => ({});
  const [three] = await answered();
  outbox.route = { way: "closed", reason: "Mail is switched off." };
  await followUp(three);
  const failed = { what: "conversation.notFollowedUp", count: 2, channelId: mailboxId };
  expect(await entries()).toEqual([
    expect.objectContaining({ ...failed, reason: "No such user." }),
    expect.objectContaining({ ...failed, reason: "Mail is switched off." }),
  ]);
});

test("what another job marks meanwhile goes once, and the rest of it by itself", async () => {
  const [one] = await answered();
  await Promise.all([followUp(one), followUp(one), followUp(one)]);
  expect(outbox.taken).toHaveLength(1);
  const jobs = await outbox.hub.jobs("followUp");
  expect(jobs.filter(({ payload }) => payload.interactionId === one)).toHaveLength(1);
  await followUp(one);
  expect(outbox.taken).toHaveLength(1);
});

describe("found half-way", () => {
  /** A node amid sending an answer on, and how to let its provider answer. */
  async function leaveHalfWay(id: string) {
    const isTaken = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    outbox.provider = async () => {
      isTaken.resolve();
      await mayEnd.promise;
      return {};
    };
    const deps = { ...outbox.hub.deps, nodeId: randomUUID() };
    await outbox.sayAlive(deps.nodeId);
    const work = worker(deps);
    const sending = work({ interactionId: id }, going);
    await isTaken.promise;
    const die = () => deps.pool.query("delete from leases where holder = $1", [deps.nodeId]);
    const end = () => {
      mayEnd.resolve();
      return sending;
    };
    return { work, die, end };
  }
  const waiting = async (id: string) =>
    (await outbox.hub.jobs("followUp")).filter(({ payload }) => payload.interactionId === id);
  const mayHaveBeenSent = expect.objectContaining({
    what: "conversation.notFollowedUp",
    count: 2,
    reason: "The hub stopped while it was being sent. It may have been sent.",
  });

  test("after a crash it may have been sent: that is said once, and nothing goes again", async () => {
    const [one, two] = await answered();
    const { die, end } = await leaveHalfWay(one);
    await die();
    await Promise.all([followUp(one), followUp(two), followUp(one)]);
    expect(await entries()).toEqual([mayHaveBeenSent]);
    // It was only slow, not gone.
    await end();
    await followUp(two);
    expect(await entries()).toHaveLength(1);
    expect(outbox.taken).toHaveLength(1);
  });

  test("what a living node is at is left to it, and looked at again", async () => {
    const [one] = await answered();
    const { work, end } = await leaveHalfWay(one);
    for (const look of [followUp, (interactionId: string) => work({ interactionId }, going)]) {
      await outbox.hub.deps.pool.query("select graphile_worker.remove_job($1)", [`followUp:${one}`]);
      await look(one);
      expect(await waiting(one)).toHaveLength(1);
    }
    expect(await entries()).toEqual([]);
    await end();
    expect(await entries()).toEqual([expect.objectContaining({ what: "conversation.followedUp" })]);
  });
});

test("while the database refuses for a moment, how it ended is kept all the same", async () => {
  const [one] = await answered();
  const { pool } = outbox.hub.deps;
  await pool.query(`create sequence settled;
    create function refuse_once() returns trigger language plpgsql as $$
      begin if nextval('settled') = 1 then raise exception 'Not now.'; end if; return new; end $$;
    create trigger refuse_once before update on follow_ups for each row execute function refuse_once()`);
  await followUp(one);
  await pool.query("drop function refuse_once cascade; drop sequence settled");
  expect(await entries()).toEqual([expect.objectContaining({ what: "conversation.followedUp" })]);
  expect(outbox.taken).toHaveLength(1);
});

/** One unread answer, in a conversation of its own where one is given. */
async function unread(conversation = outbox.conversation) {
  const values = { authorId: outbox.author.id, state: "sent" } as const;
  return (await makeInteraction(outbox.hub, conversation, values)).id;
}

const refusal = expect.objectContaining({
  what: "conversation.notFollowedUp",
  reason: "Too many automatic messages went there in the last hour.",
});

test("five letters an hour go on from a conversation, to whomever; what was refused does not count", async () => {
  for (let nth = 0; nth < 5; nth++) await followUp(await unread());
  const identities = [{ kind: "email", address: `${randomUUID()}@example.com`, isProven: true }];
  const other = await makeContact(outbox.hub, { identities });
  await outbox.hub.deps.pool.query("update conversations set contact_id = $2 where id = $1", [
    outbox.conversation.id,
    other.id,
  ]);
  await waitHalfAnHour();
  const late = await unread();
  await followUp(late);
  await followUp(late);
  expect(outbox.taken).toHaveLength(5);
  expect((await entries()).slice(5)).toEqual([refusal]);
  await waitHalfAnHour();
  for (let nth = 0; nth < 5; nth++) await followUp(await unread());
  expect(outbox.taken).toHaveLength(10);
});

test("five an hour go to an address, from however many conversations and nodes at once", async () => {
  const { hub, conversation } = outbox;
  const { contactId, channelId } = conversation;
  const ids: string[] = [];
  for (let nth = 0; nth < 8; nth++)
    ids.push(await unread(await makeConversation(hub, { contactId, channelId })));
  await Promise.all(ids.map(followUp));
  expect(outbox.taken).toHaveLength(5);
  const { rows } = await hub.deps.pool.query(
    "select data from interactions i join conversations c on c.id = i.conversation_id where i.kind = 'system' and c.contact_id = $1",
    [contactId],
  );
  expect(rows.filter(({ data }) => data.what === "conversation.notFollowedUp")).toHaveLength(3);
});

test("one that is tried again counts once", async () => {
  const id = await unread();
  outbox.provider = async () => {
    throw new ConnectorError("unavailable", "Try later.");
  };
  for (let nth = 0; nth < 7; nth++) await followUp(id);
  outbox.provider = async () => ({});
  await followUp(id);
  for (let nth = 0; nth < 4; nth++) await followUp(await unread());
  await followUp(await unread());
  expect((await entries()).at(-1)).toEqual(refusal);
  expect(outbox.taken).toHaveLength(7 + 5);
});

describe("a bounce of what was sent on", () => {
  const own = {} as { ingest: Ingest };
  beforeEach(() => {
    own.ingest = createIngest(outbox.hub.deps);
  });
  afterEach(() => own.ingest.stop());

  const come = async (values: Partial<InboundReceipt> & { messageId: string }, channelId = mailboxId) => {
    const made = { type: "receipt", externalId: randomUUID(), state: "failed", ...values } as const;
    const { inboundId } = await own.ingest.accept(channelId, made);
    await own.ingest.idle();
    const jobs = await outbox.hub.jobs("sayFollowUpBounced");
    const ours = jobs.filter(({ payload }) => payload.interactionId === values.messageId);
    const say = createSayBounced(outbox.hub.deps);
    for (const { payload } of ours) await say(payload, going);
    return { inboundId, jobs: ours };
  };

  test("is said where the answers stand, once, and leaves them as they are", async () => {
    const [one, two] = await answered();
    await followUp(one);
    await come({ messageId: two, reason: "5.1.1 No such user" });
    await come({ messageId: two, reason: "5.1.1 No such user, still" });
    expect(await entries()).toEqual([
      expect.objectContaining({ what: "conversation.followedUp" }),
      expect.objectContaining({
        what: "conversation.notFollowedUp",
        channelId: mailboxId,
        count: 2,
        reason: "5.1.1 No such user",
      }),
    ]);
    expect(await outbox.look(two)).toMatchObject({ state: "sent", failure: null });
  });

  test("says more than that it may have been sent", async () => {
    const [one, two] = await answered();
    outbox.provider = async () => {
      throw new Error("The line went dead.");
    };
    await followUp(one);
    await come({ messageId: two, reason: "5.1.1 No such user" });
    const reasons = (await entries()).map(({ reason }) => reason);
    expect(reasons).toEqual([expect.stringContaining("may have been sent"), "5.1.1 No such user"]);
  });

  test("counts by the channel that it went by alone; that it was read says nothing", async () => {
    const [one, two] = await answered();
    await followUp(one);
    const other = await makeChannel(outbox.hub, { letters: true });
    expect((await come({ messageId: two }, other.id)).jobs).toEqual([]);
    expect((await come({ messageId: two, state: "read" })).jobs).toEqual([]);
    expect(await entries()).toHaveLength(1);
    expect(await outbox.look(two)).toMatchObject({ state: "sent" });
  });
});
