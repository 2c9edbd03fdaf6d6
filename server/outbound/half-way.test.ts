import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { setOutbox } from "../../test/outbound/outbox.ts";

const outbox = setOutbox();
const going = new AbortController().signal;

/** An attempt that a node began and never ended. */
async function leaveHalfWay(id: string, nodeId: string = randomUUID()) {
  const { pool } = outbox.hub.deps;
  await pool.query("update interactions set state = 'sending' where id = $1", [id]);
  await pool.query(
    `insert into deliveries (id, interaction_id, channel_id, attempt, state, node_id)
    values ($1, $2, $3, 1, 'sending', $4)`,
    [randomUUID(), id, outbox.conversation.channelId, nodeId],
  );
}

test("two workers that get the same job send it once", async () => {
  const id = await outbox.write();
  const nodes = [randomUUID(), randomUUID()].map((nodeId) => ({ ...outbox.hub.deps, nodeId }));
  for (const { nodeId } of nodes) await outbox.sayAlive(nodeId);
  const provider = outbox.holdProvider();
  const workers = nodes.map((deps) => outbox.sender(deps));
  const jobs = [...workers, ...workers].map((worker) => worker({ interactionId: id }, going));
  await provider.isTaken;
  await Promise.race(jobs);
  provider.goOn();
  await Promise.all(jobs);
  expect(outbox.taken).toHaveLength(1);
  expect(await outbox.look(id)).toMatchObject({ state: "sent", attempts: ["sent"] });
});

test("found half-way after a crash, it may have been sent: nothing goes out until a person says so", async () => {
  const id = await outbox.write();
  await leaveHalfWay(id);
  await outbox.send(id);
  expect(outbox.taken).toHaveLength(0);
  expect(await outbox.look(id)).toMatchObject({
    state: "unknown",
    failure: "The hub stopped while it was being sent. It may have been sent.",
    attempts: ["unknown"],
  });
});

test("found half-way after a crash, it is sent again under the same key where the provider refuses duplicates", async () => {
  outbox.refusesDuplicates = true;
  const id = await outbox.write();
  await leaveHalfWay(id);
  await outbox.send(id);
  expect(outbox.taken.map(({ key }) => key)).toEqual([id]);
  expect(await outbox.look(id)).toMatchObject({ state: "sent", attempts: ["failed", "sent"] });
});

test("what another living node is sending is left to it", async () => {
  const id = await outbox.write();
  const nodeId = randomUUID();
  await outbox.sayAlive(nodeId);
  await leaveHalfWay(id, nodeId);
  await outbox.send(id);
  expect(await outbox.look(id)).toMatchObject({ state: "sending" });
  expect((await outbox.hub.jobs("sendInteraction")).some(({ payload }) => payload.interactionId === id)).toBe(
    true,
  );
});

test("an error that says nothing of what happened leaves it open whether it was sent", async () => {
  const id = await outbox.write();
  outbox.provider = async () => {
    throw new TypeError("undefined is not a function");
  };
  await outbox.send(id);
  expect(await outbox.look(id)).toMatchObject({
    state: "unknown",
    failure: "Something went wrong while it was being sent. It may have been sent.",
  });
});

test("a receipt that is quicker than the provider's answer is not outbox.taken back", async () => {
  const id = await outbox.write();
  outbox.provider = async () => {
    await outbox.hub.deps.pool.query("update interactions set state = 'delivered' where id = $1", [id]);
    return { externalId: "p2" };
  };
  await outbox.send(id);
  expect(await outbox.look(id)).toMatchObject({ state: "delivered", externalId: "p2" });
});
