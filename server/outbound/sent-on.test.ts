import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ConnectorError } from "../../connectors/contract.ts";
import { makeContact, makeConversation, makeInteraction } from "../../test/factories.ts";
import { setFollowUps } from "../../test/outbound/follow-ups.ts";

const { outbox, followUp, entries } = setFollowUps();

const waitHalfAnHour = () =>
  outbox.hub.deps.pool.query("update follow_ups set created_at = created_at - interval '30 minutes'");

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
