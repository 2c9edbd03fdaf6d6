import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { accessOf, makeChannel, makeContact, makePerson, testHub } from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { startConversation } from "../conversations/start-conversation.ts";
import { type LetterValues, type LetterWorld, letterWorld } from "../ingest/test-letters.ts";
import { claimNext } from "./claim.ts";
import { settle } from "./settle.ts";

const hub = await testHub();
const { deps } = hub;
const own = setIngest(hub);
let world: LetterWorld;
let channelId = "";
let conversationId = "";

beforeEach(async () => {
  world = letterWorld();
  channelId = (await makeChannel(hub, { letters: true })).id;
  const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  const contact = await makeContact(hub, { identities: [{ kind: "email", address: world.at("ann") }] });
  conversationId = await startConversation(deps, {
    access,
    channelId,
    contactId: contact.id,
    text: "It is on its way.",
    clientKey: randomUUID(),
    fileIds: [],
    letter: { subject: "Your order", to: [{ address: world.at("ann") }], cc: [], bcc: [] },
  });
  await send();
});
afterAll(() => hub.close());

test("an answer to what we wrote first joins though it names nothing, when its topic and its sender are the same", async () => {
  const isAnswer = true;
  expect(await take({ from: "ann", topic: "your order", isAnswer })).toBe(conversationId);
  expect(await take({ from: "carl", topic: "your order", isAnswer })).toBe(conversationId);
  expect(await take({ from: "ann", topic: "another order", isAnswer })).not.toBe(conversationId);
  expect(await take({ from: "ann", topic: "your order" })).not.toBe(conversationId);
  expect(await take({ from: "stranger", topic: "your order", isAnswer })).not.toBe(conversationId);
});

test("what names it on another topic begins another conversation", async () => {
  expect(await take({ from: "ann", topic: "your order", references: ["ours"] })).toBe(conversationId);
  expect(await take({ from: "ann", topic: "my invoice", references: ["ours"] })).not.toBe(conversationId);
});

async function send() {
  const claim = await claimNext(deps, conversationId, new Set());
  if (claim.what !== "attempt") throw new Error("There is nothing to send.");
  const trail = { topic: "your order", to: [world.at("Ann").toUpperCase(), world.at("carl")] };
  await settle(deps, claim.attempt, { state: "sent", externalId: world.idOf("ours"), trail });
}

async function take(values: LetterValues): Promise<string> {
  const { inboundId } = await own.ingest.accept(channelId, world.letter("theirs", values));
  await own.ingest.idle();
  const { rows } = await deps.pool.query("select conversation_id as id from interactions where id = $1", [
    inboundId,
  ]);
  return rows[0].id;
}
