import { afterAll, expect, test } from "vitest";
import {
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makeTask,
  testHub,
} from "../../test/factories.ts";
import { presentConversations, presentInteractions } from "../conversations/queries.ts";
import { presentDeals } from "../deals/queries.ts";
import { presentTasks } from "../tasks/queries.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);

const unfit = [
  { kind: "visitor", address: "7be1" },
  { kind: "unverified-email", address: "nora@example.com" },
];
const phone = { kind: "phone", address: "+4930901820" };

test("whatever belongs to somebody without a name has the first proven address that reaches them", async () => {
  const claimed = { kind: "email", address: "claimed@example.com", isProven: false };
  const later = { kind: "email", address: "later@example.com" };
  const contact = await makeContact(hub, { name: null, identities: [...unfit, claimed, phone, later] });
  const summary = { id: contact.id, name: null, address: phone.address };
  const conversation = await makeConversation(hub, { contactId: contact.id });
  const interaction = await makeInteraction(hub, conversation, { contactId: contact.id });
  const [deal, task] = [
    await makeDeal(hub, { contactId: contact.id }),
    await makeTask(hub, { contactId: contact.id }),
  ];
  expect((await presentConversations(deps, [conversation.id])).get(conversation.id)).toMatchObject({
    conversation: { contact: summary },
  });
  expect((await presentInteractions(deps, [interaction.id])).get(interaction.id)).toMatchObject({
    author: { kind: "contact", name: phone.address },
  });
  expect((await presentDeals(deps, [deal.id])).get(deal.id)).toMatchObject({ contact: summary });
  expect((await presentTasks(deps, [task.id])).get(task.id)).toMatchObject({ contact: summary });
});

test("whoever has a name, or nothing that reaches them, has none", async () => {
  const other = { kind: "phone", address: "+4930901821" };
  const visitor = { kind: "visitor", address: "7be2" };
  for (const values of [
    { name: "Nora", identities: [other] },
    { name: null, identities: [visitor] },
  ]) {
    const { id, name } = await makeContact(hub, values);
    const conversation = await makeConversation(hub, { contactId: id });
    expect((await presentConversations(deps, [conversation.id])).get(conversation.id)).toMatchObject({
      conversation: { contact: { id, name, address: null } },
    });
  }
});

test("a task without a contact has no summary", async () => {
  const { id } = await makeTask(hub, { contactId: null });
  expect((await presentTasks(deps, [id])).get(id)).toMatchObject({ contact: null });
});
