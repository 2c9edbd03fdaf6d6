import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ConnectorError } from "../../connectors/contract.ts";
import { makeInteraction } from "../../test/factories.ts";
import { setFollowUps } from "../../test/outbound/follow-ups.ts";

const { outbox, place, worker, followUp, answered, entries } = setFollowUps();

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
    to: { kind: "email", address: place.address },
    text: "One\n\nTwo",
    letter: { to: [{ address: place.address }], isAutomatic: true },
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
  const failed = { what: "conversation.notFollowedUp", count: 2, channelId: place.mailboxId };
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
    const provider = outbox.holdProvider();
    const deps = { ...outbox.hub.deps, nodeId: randomUUID() };
    await outbox.sayAlive(deps.nodeId);
    const work = worker(deps);
    const sending = work(id);
    await provider.isTaken;
    const die = () => deps.pool.query("delete from leases where holder = $1", [deps.nodeId]);
    const end = () => {
      provider.goOn();
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
    for (const look of [followUp, work]) {
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
