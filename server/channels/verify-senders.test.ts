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
  const job = (await hub.jobs("verifySenders")).flatMap(({ payload }) => payload.interactionIds);
  expect(job.toSorted()).toEqual(ids.toSorted());
  const verify = createVerifier(deps, [post]);
  await verify({ interactionIds: ids }, going);
  await verify({ interactionIds: ids }, going);
  const found = await Promise.all(ids.map((id) => getInteraction(deps, id)));
  expect(found.map(({ letter }) => letter?.authenticity)).toEqual(["passed", "failed", "unknown"]);
  const told = (await hub.events()).filter(({ type }) => type === "interaction.verified");
  expect(told.map(({ data }) => data)).toEqual(
    expect.arrayContaining([{ interactionId: ids[1], authenticity: { from: "unknown", to: "failed" } }]),
  );
  expect(told).toHaveLength(2);
});

/** Takes what a message says of itself for the truth. */
const post = {
  id: "post",
  verifySender: async (raw: Uint8Array) => ({
    authenticity: Buffer.from(raw).toString() as Authenticity,
  }),
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
