import { afterAll, expect, test } from "vitest";
import {
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeTask,
  shareWith,
  testHub,
} from "../../test/factories.ts";
import { presentContacts } from "../contacts/queries.ts";
import { Contact } from "../contract/contacts.ts";
import { Conversation, Interaction } from "../contract/conversations.ts";
import { Deal, Task } from "../contract/sales.ts";
import { presentDeals } from "../deals/queries.ts";
import { presentTasks } from "../tasks/queries.ts";
import { presentConversations, presentInteractions } from "./queries.ts";

const hub = await testHub();
afterAll(hub.close);

test("what is pushed is of the shape that the contract names", async () => {
  const person = await makePerson(hub);
  const contact = await makeContact(hub, { identities: [{ kind: "email", address: "a@example.com" }] });
  const conversation = await makeConversation(hub, { contactId: contact.id, waitingSince: new Date() });
  const message = await makeInteraction(hub, conversation, { text: "Здравствуйте" });
  const note = await makeInteraction(hub, conversation, {
    kind: "note",
    authorId: person.id,
    mentions: [person.id],
  });
  await shareWith(hub, conversation.id, person.id, "mentioned");
  const deal = await makeDeal(hub, { contactId: contact.id, amount: 12.5 });
  const task = await makeTask(hub, { kind: "answer", conversationId: conversation.id, dueAt: new Date(0) });

  const shown = (await presentConversations(hub.deps, [conversation.id])).get(conversation.id)!;
  expect(Conversation.parse(shown.conversation)).toMatchObject({
    readPosition: null,
    length: 2,
    dueAt: new Date(0).toISOString(),
  });
  expect(shown.facts.peopleIds).toEqual([person.id]);
  const interactions = await presentInteractions(hub.deps, [message.id, note.id]);
  expect(Interaction.parse(interactions.get(message.id)).author).toEqual({
    kind: "contact",
    id: contact.id,
    name: contact.name,
  });
  expect(Interaction.parse(interactions.get(note.id)).mentions).toEqual([person.id]);
  expect(
    Contact.parse((await presentContacts(hub.deps, [contact.id])).get(contact.id)).identities,
  ).toHaveLength(1);
  expect(Deal.parse((await presentDeals(hub.deps, [deal.id])).get(deal.id)).amount).toBe(12.5);
  expect(Task.parse((await presentTasks(hub.deps, [task.id])).get(task.id)).isOverdue).toBe(true);
});
