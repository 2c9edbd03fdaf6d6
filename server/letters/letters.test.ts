import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { InboundMessage } from "../../connectors/contract.ts";
import { accessOf, makeChannel, makeContact, makePerson, makeTeam, testHub } from "../../test/factories.ts";
import { answer } from "../conversations/answer.ts";
import { getConversation, getInteraction, getTimeline } from "../conversations/queries.ts";
import { startConversation } from "../conversations/start-conversation.ts";
import { keepFile } from "../files/keep-file.ts";
import { createIngest } from "../ingest/create-ingest.ts";
import type { Access } from "../permissions/access.ts";
import { loadLetter } from "./load-letter.ts";

const hub = await testHub();
const { deps } = hub;
const ingest = createIngest(deps);
let made = 0;
let channelId = "";
let access: Access;
let conversationId = "";
let firstId = "";

beforeEach(async () => {
  channelId = (await makeChannel(hub, { letters: true })).id;
  access = await accessOf(hub, await makePerson(hub));
  firstId = await take({ cc: [{ address: "carl@out.test" }] });
  conversationId = (await getInteraction(deps, firstId)).conversationId;
});
afterAll(async () => {
  await ingest.stop();
  await hub.close();
});

describe("a letter that came", () => {
  test("is shown with whom it is between, and that it has a form", async () => {
    const { items } = await getTimeline(deps, { access, conversationId, limit: 10 });
    expect(items.at(-1)?.letter).toMatchObject({
      subject: "Broken lamp",
      from: { address: "ann@out.test", name: "Ann" },
      cc: [{ address: "carl@out.test" }],
      hasHtml: true,
      nature: null,
      authenticity: "unknown",
      alsoIn: [],
      rawUrl: expect.stringMatching(/^\/api\/v1\/files\//),
    });
    expect(items.at(-1)?.files.map(({ name }) => name)).toEqual(["bill.txt"]);
  });

  test("says in which other mailbox it is, too, and not where only its id is", async () => {
    const { id: otherId } = await makeChannel(hub, { letters: true });
    const { id: thirdId } = await makeChannel(hub, { letters: true });
    const messageId = `<${randomUUID()}@out.test>`;
    const externalId = `${messageId}#content`;
    const first = await take({ messageId, externalId });
    const second = await take({ messageId, externalId, channelId: otherId });
    await take({ messageId, externalId: `${messageId}#other content`, channelId: thirdId });
    expect((await getInteraction(deps, first)).letter?.alsoIn).toEqual([otherId]);
    expect((await getInteraction(deps, second)).letter?.alsoIn).toEqual([channelId]);
  });
});

describe("an answer", () => {
  test("goes to who wrote last, from the address written to, in the thread, when its writer says nothing", async () => {
    const id = await answer(deps, written({ letter: undefined }));
    expect(await loadLetter(deps, { interactionId: id, conversationId })).toEqual({
      subject: "Re: Broken lamp",
      to: [{ address: "ann@out.test", name: "Ann" }],
      cc: [],
      bcc: [],
      before: [{ id: expect.stringMatching(/^<.*@out\.test>$/) }],
      writtenTo: ["help@shop.test"],
    });
  });

  test("names what we sent from elsewhere as it was sent, and never goes to a machine", async () => {
    const elsewhere = `<${randomUUID()}@phone.test>`;
    const [{ messageId = "" } = {}] = await rowsOf(firstId);
    const of = { references: [messageId] };
    const sentId = await take({ ...of, direction: "out", messageId: elsewhere });
    await take({ ...of, nature: "bounce", from: "MAILER-DAEMON@out.test" });
    const id = await answer(deps, written());
    const letter = await loadLetter(deps, { interactionId: id, conversationId });
    expect(letter.to).toEqual([{ address: "ann@out.test", name: "Ann" }]);
    expect(letter.before).toEqual([{ id: messageId }]);
    expect(await lineAfter(sentId)).toEqual([{ id: messageId }, { id: elsewhere }]);
  });

  test("goes on from the letter that its writer chose, with what that one named, else from the last from outside", async () => {
    const [{ messageId: first = "" } = {}] = await rowsOf(firstId);
    const [ours, second, third] = ["ours", "second", "third"].map(
      (name) => `<${name}-${randomUUID()}@out.test>`,
    );
    const secondId = await take({ messageId: second, references: [String(ours), first] });
    await take({ messageId: third, references: [first] });
    await take({ references: [first], nature: "auto-reply" });
    expect(await lineAfter(secondId)).toEqual([{ id: first }, { id: ours }, { id: second }]);
    expect(await lineAfter(firstId)).toEqual([{ id: first }]);
    expect(await lineAfter()).toEqual([{ id: first }, { id: third }]);
  });

  test("goes on from a letter that lies far back", async () => {
    const [{ messageId: first = "" } = {}] = await rowsOf(firstId);
    await deps.pool.query(
      `insert into interactions (id, conversation_id, position, kind, direction, state)
      select gen_random_uuid(), $1, n, 'message', 'out', 'sent' from generate_series(1, 80) n`,
      [conversationId],
    );
    await deps.pool.query("update conversations set length = 81 where id = $1", [conversationId]);
    expect(await lineAfter(firstId)).toEqual([{ id: first }]);
  });

  test("goes as it was written, with pictures of its own and what it quotes", async () => {
    const access2 = access;
    const picture = await keepFile(
      deps,
      { name: "map.png", contentType: "image/png", bytes: new Uint8Array([1]) },
      { uploadedBy: access2.personId },
    );
    const id = await answer(
      deps,
      written({
        fileIds: [picture.id],
        letter: {
          subject: "Re: Broken\r\nlamp",
          to: [{ address: "ann@out.test" }],
          cc: [],
          bcc: [{ address: "boss@shop.test" }],
          html: `<p>See</p><img src="/api/v1/files/${picture.id}"><script>x</script>`,
          quoted: { interactionId: firstId, as: "answered" },
        },
      }),
    );
    const letter = await loadLetter(deps, { interactionId: id, conversationId });
    expect(letter).toMatchObject({
      subject: "Re: Broken lamp",
      bcc: [{ address: "boss@shop.test" }],
      html: `<p>See</p><img src="file:${picture.id}" alt="" />`,
      quoted: {
        kind: "answered",
        from: { address: "ann@out.test" },
        text: "It does not glow.",
        html: "<p>It</p>",
      },
    });
    expect((await getInteraction(deps, id)).files).toEqual([]);
  });

  test("is refused on a channel without letters, with a picture that is not sent along, or quoting what is elsewhere", async () => {
    const letter = { subject: "S", to: [{ address: "a@b.test" }], cc: [], bcc: [] };
    const html = `<img src="/api/v1/files/${randomUUID()}">`;
    await expect(answer(deps, written({ letter: { ...letter, html } }))).rejects.toMatchObject({
      code: "invalid",
    });
    const quoted = { interactionId: randomUUID(), as: "answered" as const };
    await expect(answer(deps, written({ letter: { ...letter, quoted } }))).rejects.toMatchObject({
      code: "invalid",
    });
    await deps.pool.query("update channels set letters = false where id = $1", [channelId]);
    await expect(answer(deps, written({ letter }))).rejects.toMatchObject({ code: "invalid" });
    const { length } = await getConversation(deps, access, conversationId);
    expect(length).toBe(1);
  });
});

describe("a conversation that we begin", () => {
  test("is the writer's and waits for its answer; the same key again is the same, also at once", async () => {
    const contact = await makeContact(hub, { createdBy: access.personId });
    const begin = { ...started(contact.id), clientKey: `begin-${randomUUID()}` };
    const ids = await Promise.all([startConversation(deps, begin), startConversation(deps, begin)]);
    ids.push(await startConversation(deps, begin));
    expect(new Set(ids).size).toBe(1);
    expect(await getConversation(deps, access, String(ids[0]))).toMatchObject({
      status: "pending",
      assigneeId: access.personId,
      subject: "Your order",
      length: 1,
      lastDirection: "out",
    });
  });

  test("is refused by a channel that is not theirs, to a contact that is not theirs, and without a word", async () => {
    const contact = await makeContact(hub, { createdBy: access.personId });
    const hidden = await makeContact(hub);
    const team = await makeTeam(hub);
    const closed = await makeChannel(hub, { letters: true, teamIds: [team.id] });
    await expect(
      startConversation(deps, { ...started(contact.id), channelId: closed.id }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(startConversation(deps, started(hidden.id))).rejects.toMatchObject({ code: "not_found" });
    await expect(startConversation(deps, { ...started(contact.id), text: " " })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

/** What an answer goes on from whose writer chose to answer `quotedId`, or nothing. */
async function lineAfter(quotedId?: string) {
  const quoted = quotedId ? { interactionId: quotedId, as: "answered" as const } : undefined;
  const letter = { subject: "Re", to: [{ address: "ann@out.test" }], cc: [], bcc: [], quoted };
  const interactionId = await answer(deps, written({ letter }));
  return (await loadLetter(deps, { interactionId, conversationId })).before;
}

const written = (more: Partial<Parameters<typeof answer>[1]> = {}) => ({
  access,
  conversationId,
  kind: "message" as const,
  text: "We send a new one.",
  clientKey: randomUUID(),
  fileIds: [],
  mentions: [],
  ...more,
});

const started = (contactId: string) => ({
  access,
  channelId,
  contactId,
  text: "It is on its way.",
  clientKey: randomUUID(),
  fileIds: [],
  letter: { subject: "Your order", to: [{ address: "ann@out.test" }], cc: [], bcc: [] },
});

const rowsOf = async (id: string) =>
  (
    await deps.pool.query<{ messageId: string }>(
      'select message_id as "messageId" from letters where interaction_id = $1',
      [id],
    )
  ).rows;

interface Values extends Pick<InboundMessage, "direction" | "nature"> {
  cc?: { address: string }[];
  from?: string;
  messageId?: string;
  externalId?: string;
  references?: string[];
  channelId?: string;
}

/** A letter comes in; gives its interaction's id. */
async function take({
  cc = [],
  from = "ann@out.test",
  messageId = `<${randomUUID()}@out.test>`,
  references = [],
  externalId = `letter-${++made}`,
  channelId: to = channelId,
  ...values
}: Values) {
  const keep = (name: string) =>
    keepFile(deps, { name, contentType: "text/plain", bytes: Buffer.from(name) }, { channelId: to });
  const message: InboundMessage = {
    type: "message",
    externalId,
    thread: externalId,
    from: { identity: { kind: "email", address: `ann-${++made}@out.test` }, name: "Ann" },
    text: "It does not glow.",
    subject: "Broken lamp",
    html: "<p>It</p>",
    files: [await keep("bill.txt"), { ...(await keep("message.eml")), place: "raw" }],
    authenticity: "unknown",
    envelope: {
      from: { address: from, name: "Ann" },
      to: [{ address: "Help@Shop.test" }, { address: "ann@out.test" }],
      cc,
      own: ["help@shop.test"],
    },
    ...values,
    trail: { answers: [], ids: [messageId], references, topic: "broken lamp", isAnswer: false },
  };
  const { inboundId } = await ingest.accept(to, message);
  await ingest.idle();
  return inboundId;
}
