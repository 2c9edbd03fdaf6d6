import { and, eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { contacts, identities } from "../../db/schema/index.ts";
import {
  accessOf,
  makeContact as contactOf,
  makeChannel,
  makeConversation,
  makePerson,
  makeTask,
  makeTeam,
  testHub,
} from "../../test/factories.ts";
import { addIdentity } from "./add-identity.ts";
import { getCard } from "./card.ts";
import { changeContact } from "./change-contact.ts";
import { listContacts } from "./list-contacts.ts";
import { makeContact } from "./make-contact.ts";
import { getContact } from "./queries.ts";
import { removeIdentity } from "./remove-identity.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);

const admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
const agent = await accessOf(hub, await makePerson(hub));
const plain = { company: null, identities: [], fields: {} };
const anEmail = () => `${Math.random().toString(36).slice(2)}@example.com`;

test("a contact is made with company, fields and addresses in their one spelling", async () => {
  const id = await makeContact(deps, {
    access: agent,
    name: "Зоя 🌿",
    company: "ACME",
    identities: [
      { kind: "email", address: " Zoya@Example.COM " },
      { kind: "phone", address: "+44 20 7946 0018" },
    ],
    fields: { plan: "gold" },
  });
  const contact = await getContact(deps, agent, id);
  expect(contact).toMatchObject({ name: "Зоя 🌿", company: { name: "ACME" }, fields: { plan: "gold" } });
  expect(contact.identities.map(({ address, isProven }) => [address, isProven]).sort()).toEqual([
    ["+442079460018", true],
    ["zoya@example.com", true],
  ]);
  const second = await makeContact(deps, { access: agent, name: "B", ...plain, company: "ACME" });
  expect((await getContact(deps, agent, second)).company?.id).toBe(contact.company?.id);
});

test("what nobody can be reached at is refused", async () => {
  for (const identity of [
    { kind: "email", address: "not an email" },
    { kind: "phone", address: "12" },
    { kind: "phone", address: "020 7946 0018" },
  ] as const) {
    const made = makeContact(deps, { access: agent, name: "X", ...plain, identities: [identity] });
    await expect(made).rejects.toMatchObject({ code: "invalid" });
  }
});

test("an address proven for another contact is a conflict that names only whom one sees", async () => {
  const address = anEmail();
  await contactOf(hub, { name: "Secret Client", identities: [{ kind: "email", address }] });
  const mine = await contactOf(hub, { createdBy: agent.personId });
  const add = (access: typeof agent) =>
    addIdentity(deps, { access, contactId: mine.id, kind: "email", address: address.toUpperCase() });
  await expect(add(admin)).rejects.toMatchObject({
    code: "conflict",
    message: "This address is Secret Client's already.",
  });
  await expect(add(agent)).rejects.toMatchObject({
    code: "conflict",
    message: "This address is another contact's already.",
  });
});

test("two who give the same address at once: one gets it", async () => {
  const address = anEmail();
  const pair = [await contactOf(hub), await contactOf(hub)];
  const results = await Promise.allSettled(
    pair.map(({ id }) => addIdentity(deps, { access: admin, contactId: id, kind: "email", address })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("what a contact claimed becomes proven by a colleague's word, and can be removed", async () => {
  const address = anEmail();
  const { id } = await contactOf(hub, { identities: [{ kind: "email", address, isProven: false }] });
  await addIdentity(deps, { access: admin, contactId: id, kind: "email", address });
  const [identity] = (await getContact(deps, admin, id)).identities;
  expect(identity).toMatchObject({ address, isProven: true });
  await removeIdentity(deps, { access: admin, contactId: id, identityId: identity!.id });
  expect((await getContact(deps, admin, id)).identities).toEqual([]);
  const again = removeIdentity(deps, { access: admin, contactId: id, identityId: identity!.id });
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test("only what is given changes", async () => {
  const { id } = await contactOf(hub, { name: "Old", fields: { a: "1" } });
  await changeContact(deps, { access: admin, contactId: id, company: "ACME" });
  expect(await getContact(deps, admin, id)).toMatchObject({
    name: "Old",
    company: { name: "ACME" },
    fields: { a: "1" },
    version: 2,
  });
  await changeContact(deps, { access: admin, contactId: id, name: "", company: null, fields: {} });
  expect(await getContact(deps, admin, id)).toMatchObject({ name: null, company: null, fields: {} });
});

test("somebody else's contact is not there for any change", async () => {
  const { id } = await contactOf(hub, { identities: [{ kind: "email", address: anEmail() }] });
  const [identity] = await deps.db.select().from(identities).where(eq(identities.contactId, id));
  const changes = [
    changeContact(deps, { access: agent, contactId: id, name: "Mine" }),
    addIdentity(deps, { access: agent, contactId: id, kind: "email", address: anEmail() }),
    removeIdentity(deps, { access: agent, contactId: id, identityId: identity!.id }),
    getCard(deps, { access: agent, contactId: id }),
  ];
  const results = await Promise.allSettled(changes);
  expect(results.map((result) => result.status === "rejected" && result.reason.code)).toEqual(
    changes.map(() => "not_found"),
  );
  expect((await deps.db.select().from(contacts).where(eq(contacts.id, id)))[0]?.version).toBe(1);
});

test("the card holds the whole history on all channels, and of it only what one sees", async () => {
  const team = await makeTeam(hub);
  const closed = await makeChannel(hub, { teamIds: [team.id] });
  const open = await makeChannel(hub);
  const someone = await accessOf(hub, await makePerson(hub));
  const contact = await contactOf(hub);
  const seen = await makeConversation(hub, { contactId: contact.id, channelId: open.id, status: "resolved" });
  const hidden = await makeConversation(hub, { contactId: contact.id, channelId: closed.id });
  const task = await makeTask(hub, { contactId: contact.id, conversationId: hidden.id });
  const card = await getCard(deps, { access: someone, contactId: contact.id });
  expect(card.conversations.map(({ id }) => id)).toEqual([seen.id]);
  expect(card.tasks).toEqual([]);
  const whole = await getCard(deps, { access: admin, contactId: contact.id });
  expect(whole.conversations).toHaveLength(2);
  expect(whole.tasks.map(({ id }) => id)).toEqual([task.id]);
});

test("who claims another's address is suggested to those who see that other, and joined by nobody", async () => {
  const address = anEmail();
  const holder = await contactOf(hub, { identities: [{ kind: "email", address }] });
  const claimer = await contactOf(hub, {
    createdBy: agent.personId,
    identities: [{ kind: "email", address, isProven: false }],
  });
  const seen = await getCard(deps, { access: admin, contactId: claimer.id });
  expect(seen.suggestions).toMatchObject([
    { contact: { id: holder.id }, identity: { address, isProven: false } },
  ]);
  expect((await getCard(deps, { access: agent, contactId: claimer.id })).suggestions).toEqual([]);
  const held = await deps.db
    .select()
    .from(identities)
    .where(and(eq(identities.contactId, holder.id), eq(identities.address, address)));
  expect(held).toHaveLength(1);
});

test("the list goes on where its last page ended, newest first", async () => {
  const someone = await accessOf(hub, await makePerson(hub));
  const made: string[] = [];
  for (let nth = 0; nth < 5; nth++) {
    made.push((await contactOf(hub, { createdBy: someone.personId })).id);
  }
  const found: string[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const page = await listContacts(deps, { access: someone, cursor, limit: 2 });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(found.filter((id) => made.includes(id))).toEqual(made.toReversed());
  expect(new Set(found).size).toBe(found.length);
});
