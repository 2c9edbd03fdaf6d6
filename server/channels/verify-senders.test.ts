import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import type { Authenticity, Connector, InboundMessage } from "../../connectors/contract.ts";
import { makeChannel, testHub } from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { getInteraction } from "../conversations/queries.ts";
import { keepFile } from "../files/keep-file.ts";
import { createVerifier } from "./verify-senders.ts";

const hub = await testHub();
const { deps } = hub;
const own = setIngest(hub);
const going = new AbortController().signal;
afterAll(hub.close);

test("a sender that nothing vouched for is looked up after commit, and what is found is told", async () => {
  const { id: channelId } = await makeChannel(hub, { connector: "post", letters: true });
  const ids: string[] = [];
  for (const raw of ["passed", "failed", "unknown"]) ids.push(await take(channelId, raw));
  const job = (await hub.jobs("verifySenders")).flatMap(({ payload }) =>
    payload.map(({ interactionId }) => interactionId),
  );
  expect(job.toSorted()).toEqual(ids.toSorted());
  const verify = createVerifier(deps, [post], () => false);
  await verify(letters(ids), going);
  await verify(letters(ids), going);
  const found = await Promise.all(ids.map((id) => getInteraction(deps, id)));
  expect(found.map(({ letter }) => letter?.authenticity)).toEqual(["passed", "failed", "unknown"]);
  const told = (await hub.events()).filter(({ type }) => type === "interaction.verified");
  expect(told.map(({ data }) => data)).toEqual(
    expect.arrayContaining([{ interactionId: ids[1], authenticity: { from: "unknown", to: "failed" } }]),
  );
  expect(told).toHaveLength(2);
});

test("one that cannot be looked up holds up no other, and what could not be kept is found out again", async () => {
  const { id: channelId } = await makeChannel(hub, { connector: "post", letters: true });
  const ids: string[] = [];
  for (const raw of ["failed", "", "passed"]) ids.push(await take(channelId, raw));
  const [forgedId] = ids;
  const verify = createVerifier(deps, [post], () => false);
  const authenticities = async () =>
    (await Promise.all(ids.map((id) => getInteraction(deps, id)))).map(({ letter }) => letter?.authenticity);
  const awayId = randomUUID();
  const rename = (from: unknown, to: unknown) =>
    deps.pool.query("update inbound set id = $2 where id = $1", [from, to]);
  await rename(forgedId, awayId);
  await expect(verify(letters(ids), going)).rejects.toThrow();
  expect(await authenticities()).toEqual(["unknown", "unknown", "passed"]);
  await rename(awayId, forgedId);
  await verify(letters(ids), going);
  expect(await authenticities()).toEqual(["failed", "unknown", "passed"]);
});

test("while the hub is busy looking up waits, but not for ever", async () => {
  const { id: channelId } = await makeChannel(hub, { connector: "post", letters: true });
  const ids = [await take(channelId, "passed"), await take(channelId, "passed")];
  const verify = createVerifier(deps, [post], () => true);
  const authenticities = async () =>
    (await Promise.all(ids.map((id) => getInteraction(deps, id)))).map(({ letter }) => letter?.authenticity);
  const before = (await hub.jobs("verifySenders")).length;
  for (const id of ids) await verify(letters([id], soon), going);
  expect(await authenticities()).toEqual(["unknown", "unknown"]);
  // What waits for the same second waits in one job.
  const added = (await hub.jobs("verifySenders")).slice(before).flatMap(({ payload }) => payload);
  expect(added).toEqual(expect.arrayContaining(letters(ids, soon)));
  await verify(letters(ids, new Date(0).toISOString()), going);
  expect(await authenticities()).toEqual(["passed", "passed"]);
});

const soon = new Date(Date.now() + 60_000).toISOString();
const letters = (ids: string[], latest = soon) => ids.map((interactionId) => ({ interactionId, latest }));

/** Takes what a message says of itself for the truth. */
const post = {
  id: "post",
  async verifySender(raw: Uint8Array) {
    if (raw.length === 0) throw new Error("Nobody answers.");
    return { authenticity: Buffer.from(raw).toString() as Authenticity };
  },
} as unknown as Connector;

async function take(channelId: string, raw: string) {
  const externalId = randomUUID();
  const file = { name: "message.eml", contentType: "message/rfc822", bytes: Buffer.from(raw) };
  const message: InboundMessage = {
    type: "message",
    externalId,
    thread: externalId,
    from: { identity: { kind: "email", address: `${externalId}@out.test` } },
    text: "Hello",
    files: [{ ...(await keepFile(deps, file, { channelId })), place: "raw" }],
    authenticity: "unknown",
  };
  const { inboundId } = await own.ingest.accept(channelId, message);
  await own.ingest.idle();
  return inboundId;
}
