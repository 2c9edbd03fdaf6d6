import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { undos } from "../../db/schema/index.ts";
import {
  accessOf,
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeTask,
  testHub,
} from "../../test/factories.ts";
import { presentInteractions } from "../conversations/queries.ts";
import { transact } from "../lib/transact.ts";
import { getCard } from "./card.ts";
import { joinContacts } from "./join.ts";
import { getContact } from "./queries.ts";
import { undoJoin } from "./undo-join.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));

async function person(name: string | null, address: string, claim?: string) {
  const contact = await makeContact(hub, {
    name,
    fields: { [address]: "said" },
    identities: [
      { kind: "email", address },
      ...(claim ? [{ kind: "email", address: claim, isProven: false }] : []),
    ],
  });
  const conversation = await makeConversation(hub, { contactId: contact.id });
  await makeDeal(hub, { contactId: contact.id, conversationId: conversation.id });
  await makeTask(hub, { contactId: contact.id, conversationId: conversation.id });
  return contact;
}

const cardOf = (contactId: string) => getCard(deps, { access, contactId });
const undo = (undoId: string) =>
  transact(deps, async (tx) => {
    const [row] = await tx.db.select().from(undos).where(eq(undos.id, undoId));
    await undoJoin(tx, { access, data: row?.data });
  });
/** A card without what every change counts up. */
const comparable = (card: Awaited<ReturnType<typeof cardOf>>) =>
  JSON.parse(JSON.stringify(card, (key, value) => (key === "version" ? undefined : value)));

test("joined cards are one, and undoing gives back exactly what each had, but not what came since", async () => {
  const from = await person("Anna", "anna@example.com");
  const into = await person(null, "work@example.com", "anna@example.com");
  const before = [comparable(await cardOf(from.id)), comparable(await cardOf(into.id))];

  const { undoId } = await joinContacts(deps, { access, contactId: from.id, into: into.id });
  const joined = await cardOf(into.id);
  expect(joined.contact.name).toBe("Anna");
  expect(joined.contact.identities.map(({ address, isProven }) => [address, isProven]).sort()).toEqual([
    ["anna@example.com", true],
    ["work@example.com", true],
  ]);
  expect([joined.conversations.length, joined.deals.length, joined.tasks.length]).toEqual([2, 2, 2]);
  await expect(getContact(deps, access, from.id)).rejects.toMatchObject({ code: "not_found" });
  const since = await makeConversation(hub, { contactId: into.id });

  await undo(undoId);
  await expect(undo(undoId)).rejects.toMatchObject({ code: "conflict" });
  const [anna, work] = [comparable(await cardOf(from.id)), comparable(await cardOf(into.id))];
  expect(anna).toEqual(before[0]);
  expect(work.conversations.map(({ id }: { id: string }) => id)).toContain(since.id);
  work.conversations = work.conversations.filter(({ id }: { id: string }) => id !== since.id);
  expect(work).toEqual(before[1]);
});

test("what a conversation brought while cards were joined goes back with it", async () => {
  const from = await person("Cleo", "cleo@example.com");
  const into = await person(null, "c@example.com");
  const [conversation] = (await cardOf(from.id)).conversations;
  const { undoId } = await joinContacts(deps, { access, contactId: from.id, into: into.id });
  const brought = { contactId: into.id, conversationId: conversation?.id };
  const [deal, task] = [await makeDeal(hub, brought), await makeTask(hub, brought)];
  await undo(undoId);
  const cleo = await cardOf(from.id);
  expect(cleo.deals.map(({ id }) => id)).toContain(deal.id);
  expect(cleo.tasks.map(({ id }) => id)).toContain(task.id);
});

test("what somebody wrote into a taken-over field stays when the join is undone", async () => {
  const from = await person("Boris", "boris@example.com");
  const into = await person(null, "b@example.com");
  const { undoId } = await joinContacts(deps, { access, contactId: from.id, into: into.id });
  await deps.pool.query("update contacts set name = 'Борис' where id = $1", [into.id]);
  await undo(undoId);
  expect((await getContact(deps, access, into.id)).name).toBe("Борис");
});

test("messages of a joined contact lead to the card that stands, by way of any number of joins", async () => {
  const [a, b, c] = [
    await person("A", "a@x.example"),
    await person("B", "b@x.example"),
    await person("C", "c@x.example"),
  ];
  const conversation = await makeConversation(hub, { contactId: a.id });
  const message = await makeInteraction(hub, conversation);
  const authorOf = async () => (await presentInteractions(deps, [message.id])).get(message.id)?.author;
  const first = await joinContacts(deps, { access, contactId: a.id, into: b.id });
  const second = await joinContacts(deps, { access, contactId: b.id, into: c.id });
  expect(await authorOf()).toEqual({ kind: "contact", id: c.id, name: "C" });
  await expect(undo(first.undoId)).rejects.toMatchObject({ code: "conflict" });
  await undo(second.undoId);
  expect(await authorOf()).toMatchObject({ id: b.id });
  await undo(first.undoId);
  expect(await authorOf()).toMatchObject({ id: a.id });
});

test("two cards joined to each other at once: one join holds, the other is refused", async () => {
  const [a, b] = [await person("A", "a@y.example"), await person("B", "b@y.example")];
  const results = await Promise.allSettled([
    joinContacts(deps, { access, contactId: a.id, into: b.id }),
    joinContacts(deps, { access, contactId: b.id, into: a.id }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "not_found" },
  });
});

test("a card joins neither itself nor one that is not theirs", async () => {
  const agent = await accessOf(hub, await makePerson(hub));
  const mine = await makeContact(hub, { createdBy: agent.personId });
  const other = await makeContact(hub);
  const join = (contactId: string, into: string) => joinContacts(deps, { access: agent, contactId, into });
  await expect(join(mine.id, mine.id)).rejects.toMatchObject({ code: "invalid" });
  await expect(join(mine.id, other.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(join(other.id, mine.id)).rejects.toMatchObject({ code: "not_found" });
});
