import { afterAll, beforeEach, describe, expect, test } from "vitest";
import {
  accessOf,
  makeContact,
  makeInteraction,
  makePerson,
  makePipeline,
  testHub,
} from "../../test/factories.ts";
import { setForged, type Taken } from "../../test/letters/forged.ts";
import { joinContacts } from "../contacts/join.ts";
import { getInteraction } from "../conversations/queries.ts";
import { detachInteraction, moveInteraction } from "../ingest/move-interaction.ts";
import { type LetterWorld, letterWorld, sentTo } from "../ingest/test-letters.ts";
import { setAuthenticity } from "./set-authenticity.ts";

const hub = await testHub();
const { deps } = hub;
await makePipeline(hub);
let world: LetterWorld;
const { take, find, where, identitiesOf, cardsOf, timeline } = setForged(hub, () => world);
const unknown = { authenticity: "unknown" } as const;
let annId = "";

beforeEach(async () => {
  world = letterWorld();
  annId = (await makeContact(hub, { name: "Ann", identities: [{ kind: "email", address: world.at("ann") }] }))
    .id;
});
afterAll(() => hub.close());

describe("a letter found forged", () => {
  test("leaves the conversation that it joined by its sender's address, for one of its own", async () => {
    const first = await take("a", { from: "ann" });
    const forged = await take("b", { from: "ann", references: ["a"], cc: ["mallory"], ...unknown });
    expect(forged.conversationId).toBe(first.conversationId);
    await find(forged);
    const now = await where(forged);
    expect(now.conversationId).not.toBe(first.conversationId);
    expect(now).toMatchObject({ previousId: first.conversationId, status: "open", isWaiting: true });
    expect(now.contactId).not.toBe(annId);
    expect(now.authorId).toBe(now.contactId);
    expect(now.signals).toContain("trail.foundForged");
    expect(await identitiesOf(now.contactId)).toEqual([
      `email ${world.at("ann")} claimed`,
      `unverified-email ${world.at("ann")}#${forged.id} proven`,
    ]);
    expect(await timeline(first.conversationId)).toEqual(["Hello", "interaction.movedAway"]);
    expect(await timeline(now.conversationId)).toEqual(["interaction.movedHere", "Hello"]);
    expect(await where(first)).toMatchObject({ contactId: annId, isWaiting: true, marks: 2 });
    expect(now.marks).toBe(0);
    const told = (await hub.events()).filter(({ type }) => type === "interaction.verified");
    expect(told.at(-1)).toMatchObject({
      conversationId: now.conversationId,
      data: { interactionId: forged.id, authenticity: { from: "unknown", to: "failed" } },
    });
  });

  test("makes nobody known on the conversation that it leaves", async () => {
    const first = await take("a", { from: "ann" });
    await find(await take("b", { from: "ann", references: ["a"], cc: ["mallory"], ...unknown }));
    const second = await take("c", { from: "mallory", references: ["a"] });
    expect(second.conversationId).not.toBe(first.conversationId);
    const third = await take("d", { from: "ann", references: ["a"] });
    expect(third.conversationId).toBe(first.conversationId);
  });

  test("takes the address's proof from the card that it made, and who has it begins his own", async () => {
    const forged = await take("a", { from: "bob", ...unknown });
    await find(forged);
    expect(await where(forged)).toMatchObject({
      conversationId: forged.conversationId,
      contactId: forged.contactId,
    });
    expect(await identitiesOf(forged.contactId)).toEqual([
      `email ${world.at("bob")} claimed`,
      expect.stringMatching(/^unverified-email .* proven$/),
    ]);
    const genuine = await take("b", { from: "bob", isAnswer: true });
    expect(genuine.contactId).not.toBe(forged.contactId);
    expect(genuine.conversationId).not.toBe(forged.conversationId);
  });

  test("leaves the card that it made to whoever has written by that address since", async () => {
    const forged = await take("a", { from: "bob", ...unknown });
    const genuine = await take("b", { from: "bob" });
    expect(genuine.contactId).toBe(forged.contactId);
    await find(forged);
    expect((await where(genuine)).contactId).toBe(genuine.contactId);
    expect((await where(forged)).contactId).not.toBe(genuine.contactId);
    expect(await identitiesOf(genuine.contactId)).toEqual([`email ${world.at("bob")} proven`]);
  });

  test("keeps a conversation that is all its own, with the deal and task that it made, for another contact", async () => {
    const forged = await take("a", { from: "ann", ...unknown });
    expect(forged.contactId).toBe(annId);
    await find(forged);
    const now = await where(forged);
    expect(now.conversationId).toBe(forged.conversationId);
    expect(now.contactId).not.toBe(annId);
    const { rows } = await deps.pool.query(
      `select contact_id as id from deals where conversation_id = $1
      union all select contact_id from tasks where conversation_id = $1`,
      [now.conversationId],
    );
    expect(rows).toEqual([{ id: now.contactId }, { id: now.contactId }]);
  });

  test("leaves alone where others have written after it", async () => {
    const forged = await take("a", { from: "ann", ...unknown });
    const genuine = await take("b", { from: "ann", references: ["a"] });
    expect(genuine.conversationId).toBe(forged.conversationId);
    await find(forged);
    expect(await where(genuine)).toMatchObject({ conversationId: forged.conversationId, contactId: annId });
    expect((await where(forged)).conversationId).not.toBe(forged.conversationId);
  });

  test("takes our answer along where nobody else has written, whatever a machine said to that", async () => {
    const forged = await take("a", { from: "ann", ...unknown });
    const answered = await take("b", { from: "ann", references: ["a"] }, sentTo(world.at("ann")));
    await take("c", { from: "ann", references: ["b"], nature: "auto-reply" });
    await find(forged);
    const now = await where(forged);
    expect(now.contactId).not.toBe(annId);
    expect(now.isWaiting).toBe(false);
    expect((await where(answered)).conversationId).toBe(now.conversationId);
  });

  test("that was answered among others comes back to whoever answered, and the answer stays", async () => {
    const agent = await makePerson(hub);
    const first = await take("a", { from: "ann" });
    const forged = await take("b", { from: "ann", references: ["a"], ...unknown });
    await deps.pool.query("update conversations set assignee_id = $2, waiting_since = null where id = $1", [
      first.conversationId,
      agent.id,
    ]);
    await makeInteraction(
      hub,
      { id: first.conversationId, contactId: annId },
      { authorId: agent.id, text: "Answer", state: "sent" },
    );
    await find(forged);
    expect(await where(forged)).toMatchObject({ status: "open", isWaiting: true, assigneeId: agent.id });
    expect(await where(first)).toMatchObject({ isWaiting: false, assigneeId: agent.id });
    expect(await timeline(first.conversationId)).toEqual(["Hello", "interaction.movedAway", "Answer"]);
  });

  test("that answers what we wrote first leaves, and nobody waits there though a machine answered, too", async () => {
    const first = await take("a", { from: "ann", topic: "order" }, sentTo(world.at("ann")));
    await take("x", { from: "ann", topic: "order", references: ["a"], nature: "auto-reply" });
    const forged = await take("b", { from: "ann", topic: "order", isAnswer: true, ...unknown });
    expect(forged.conversationId).toBe(first.conversationId);
    await find(forged);
    expect((await where(forged)).conversationId).not.toBe(first.conversationId);
    expect(await where(first)).toMatchObject({ contactId: annId, isWaiting: false });
  });

  test("stays where our signature put it, as nobody's whom we know", async () => {
    const first = await take("a", { from: "ann" });
    const forged = await take("b", { from: "ann", answers: [first.id], ...unknown });
    await find(forged);
    const now = await where(forged);
    expect(now).toMatchObject({ conversationId: first.conversationId, contactId: annId });
    expect(now.authorId).not.toBe(annId);
    expect(await timeline(first.conversationId)).toEqual(["Hello", "Hello"]);
  });

  test("that a machine is said to have sent waits for nobody", async () => {
    await take("a", { from: "ann" });
    const forged = await take("b", { from: "ann", references: ["a"], nature: "auto-reply", ...unknown });
    await find(forged);
    const now = await where(forged);
    expect(now).toMatchObject({ status: "resolved", isWaiting: false });
    const { rows } = await deps.pool.query("select from work_items where conversation_id = $1", [
      now.conversationId,
    ]);
    expect(rows).toEqual([]);
  });

  test("takes those out that went on from it, each to a conversation of its own", async () => {
    const first = await take("a", { from: "bob", ...unknown });
    const second = await take("b", { from: "bob", references: ["a"], ...unknown });
    expect(second.conversationId).toBe(first.conversationId);
    await find(second);
    await find(first);
    const places = [await where(first), await where(second)];
    expect(new Set(places.map(({ conversationId }) => conversationId)).size).toBe(2);
    for (const { contactId } of places)
      expect(await identitiesOf(contactId)).toContain(`email ${world.at("bob")} claimed`);
  });

  test.each([
    [
      "the first is found first",
      async (letters: Taken[]) => {
        for (const letter of letters) await find(letter);
      },
    ],
    ["they are found at once", (letters: Taken[]) => Promise.all(letters.map(find))],
  ])("leaves no card that is nobody's, though several wrote by its address: %s", async (_when, findAll) => {
    for (let nth = 0; nth < 5; nth++) {
      world = letterWorld();
      const first = await take("a", { from: "bob", ...unknown });
      const letters = [
        first,
        await take("b", { from: "bob", references: ["a"], ...unknown }),
        await take("c", { from: "bob", topic: "order", ...unknown }),
      ];
      expect(letters.map(({ contactId }) => contactId)).toEqual(letters.map(() => first.contactId));
      await findAll(letters);
      const cards = await Promise.all(letters.map(async (letter) => (await where(letter)).contactId));
      expect(cards.toSorted()).toEqual(await cardsOf(world.at("bob")));
      for (const card of cards)
        expect(await identitiesOf(card)).toContain(`email ${world.at("bob")} claimed`);
    }
  });

  test("is left where a person puts it, before and after", async () => {
    const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
    const first = await take("a", { from: "ann" });
    const before = await take("b", { from: "ann", topic: "order", ...unknown });
    const after = await take("c", { from: "ann", references: ["a"], ...unknown });
    const back = { access, conversationId: first.conversationId };
    await moveInteraction(deps, { ...back, interactionId: before.id });
    await find(before);
    await find(after);
    await moveInteraction(deps, { ...back, interactionId: after.id });
    await find(after);
    for (const letter of [before, after])
      expect((await where(letter)).conversationId).toBe(first.conversationId);
  });

  test("is brought back by a person who knows better: its card is joined, and it is moved", async () => {
    const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
    const first = await take("a", { from: "ann" });
    const forged = await take("b", { from: "ann", references: ["a"], ...unknown });
    await find(forged);
    const { contactId } = await where(forged);
    await joinContacts(deps, { access, contactId, into: annId });
    await moveInteraction(deps, { access, interactionId: forged.id, conversationId: first.conversationId });
    const { author } = await getInteraction(deps, forged.id);
    expect(author).toMatchObject({ kind: "contact", id: annId, name: "Ann" });
    expect(await where(forged)).toMatchObject({ conversationId: first.conversationId, contactId: annId });
  });

  test("is taken out once, by whoever finds it, while others take it out or add to it", async () => {
    const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
    const first = await take("a", { from: "ann" });
    const forged = await take("b", { from: "ann", references: ["a"], ...unknown });
    await Promise.all([
      find(forged),
      find(forged),
      detachInteraction(deps, { access, interactionId: forged.id }).catch(() => {}),
      take("c", { from: "ann", references: ["a"] }),
      take("d", { from: "ann", topic: "new" }),
    ]);
    const now = await where(forged);
    expect(now.conversationId).not.toBe(first.conversationId);
    expect(now.contactId).not.toBe(annId);
    expect(await timeline(first.conversationId)).toEqual(["Hello", "interaction.movedAway", "Hello"]);
    const { rows } = await deps.pool.query(
      "select conversation_id as id from interactions where kind = 'message' and contact_id = $1",
      [now.contactId],
    );
    expect(rows).toEqual([{ id: now.conversationId }]);
  });
});

test("a letter whose sender is verified stays as it is", async () => {
  const first = await take("a", { from: "ann" });
  const second = await take("b", { from: "ann", references: ["a"], ...unknown });
  await setAuthenticity(deps, second.id, "passed");
  expect(await where(second)).toMatchObject({
    conversationId: first.conversationId,
    authorId: annId,
    authenticity: "passed",
  });
});
