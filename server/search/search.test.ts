import { afterAll, beforeAll, expect, test } from "vitest";
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
import { indexNow } from "../../test/index-now.ts";
import type { Access } from "../permissions/access.ts";
import { findContactIds } from "./find-contact-ids.ts";
import { findInteractions } from "./find-interactions.ts";

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

async function found(access: Access, q: string): Promise<string[]> {
  return (await findInteractions(hub.deps, { access, q, limit: 10 })).map((one) => one.id);
}

const index = (ids: Parameters<typeof indexNow>[1]) => indexNow(hub, ids);
