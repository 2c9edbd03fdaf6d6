import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import {
  accessOf,
  makeChannel,
  makeContact,
  makeConversation,
  makeInteraction,
  makePerson,
  makeTeam,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { findContactIds } from "./find-contact-ids.ts";
import { findInteractions } from "./find-interactions.ts";
import { followLog } from "./follow-log.ts";
import { indexDocuments } from "./index-documents.ts";

let hub: TestHub;
let admin: Access;
beforeAll(async () => {
  hub = await testHub();
  admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

test("a message is found by words in any order, by the beginning of the last one and in every script", async () => {
  const conversation = await makeConversation(hub);
  const texts = [
    "The delivery of my Café table is late",
    "Здравствуйте, где мой заказ №4711?",
    "你好，我想申请退款，款谢谢",
    "متى يصل طلبي؟ 🚚",
  ];
  const ids: string[] = [];
  for (const text of texts) ids.push((await makeInteraction(hub, conversation, { text })).id);
  await index({ interactionIds: ids });

  for (const [q, nth] of [
    ["table CAFE", 0],
    ["late deliv", 0],
    ["заказ 47", 1],
    ["退款", 2],
    ["طلبي", 3],
  ] as const) {
    expect([q, await found(admin, q)]).toEqual([q, [ids[nth]]]);
  }
  expect(await found(admin, "想申请")).toEqual([ids[2]]);
  expect(await found(admin, "请退款谢")).toEqual([]);
  expect(await found(admin, "delivery tomorrow")).toEqual([]);
  expect(await found(admin, "'; drop table interactions --")).toEqual([]);
});

test("what somebody may not see is not found", async () => {
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id] });
  const [agent, other, outsider] = await Promise.all([
    makePerson(hub, { teamIds: [team.id] }),
    makePerson(hub, { teamIds: [team.id] }),
    makePerson(hub),
  ]);
  const contact = await makeContact(hub, {
    identities: [{ kind: "email", address: "zebra@example.com", isProven: true }],
  });
  const conversation = await makeConversation(hub, {
    channelId: channel.id,
    contactId: contact.id,
    assigneeId: agent.id,
  });
  const { id } = await makeInteraction(hub, conversation, { text: "zebra crossing" });
  await index({ interactionIds: [id], contactIds: [contact.id] });

  expect(await found(await accessOf(hub, agent), "zebra")).toEqual([id]);
  expect(await found(await accessOf(hub, other), "zebra")).toEqual([]);
  expect(await found(await accessOf(hub, outsider), "zebra")).toEqual([]);
  const contactsFor = async (person: typeof agent) =>
    findContactIds(hub.deps, { access: await accessOf(hub, person), q: "zebra", limit: 10 });
  expect(await contactsFor(agent)).toEqual([contact.id]);
  expect(await contactsFor(other)).toEqual([]);
});

test("a contact is found by part of a name, a number or an address", async () => {
  const contact = await makeContact(hub, {
    name: "Жанна Öztürk",
    identities: [
      { kind: "phone", address: "+79161234567", isProven: true },
      { kind: "email", address: "zhanna.o@post.example", isProven: false },
    ],
  });
  await index({ contactIds: [contact.id] });
  for (const q of ["жан", "ozturk", "123-45", "+7 (916) 12", "o@post", "ozt жа"]) {
    expect([q, await findContactIds(hub.deps, { access: admin, q, limit: 5 })]).toEqual([q, [contact.id]]);
  }
  expect(await findContactIds(hub.deps, { access: admin, q: "100%", limit: 5 })).toEqual([]);
});

test("the documents follow the event log, from where they stopped", async () => {
  const conversation = await makeConversation(hub);
  const first = await logged(conversation.id, "giraffe one");
  const follower = await followLog(hub.deps);
  await eventually(async () => expect(await found(admin, "giraffe")).toEqual([first]));
  await follower.stop();
  const second = await logged(conversation.id, "giraffe two");
  const again = await followLog(hub.deps);
  await eventually(async () => expect(await found(admin, "giraffe")).toEqual([second, first]));
  await again.stop();
});

async function logged(conversationId: string, text: string): Promise<string> {
  const conversation = { id: conversationId, contactId: (await makeContact(hub)).id };
  const { id, position } = await makeInteraction(hub, conversation, { text });
  await transact(hub.deps, async (tx) =>
    tx.append({ type: "interaction.noted", conversationId, data: { interactionId: id, position } }),
  );
  return id;
}

async function found(access: Access, q: string): Promise<string[]> {
  return (await findInteractions(hub.deps, { access, q, limit: 10 })).map((one) => one.id);
}

const index = (ids: { interactionIds?: string[]; contactIds?: string[] }) =>
  indexDocuments(hub.deps.db, {
    interactionIds: new Set(ids.interactionIds),
    contactIds: new Set(ids.contactIds),
    conversationIds: new Set(),
  });
