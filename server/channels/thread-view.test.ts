import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { deliveries } from "../../db/schema/conversations.ts";
import { letters } from "../../db/schema/letters.ts";
import {
  makeChannel,
  makeContact,
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import { keepFile } from "../files/keep-file.ts";
import { findTimelineItem, openThreadFile, readTimeline } from "./thread-view.ts";

let hub: TestHub;
let channelId: string;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let authorId: string;

beforeAll(async () => {
  hub = await testHub();
  authorId = (await makePerson(hub, { name: "Anna" })).id;
});
afterAll(() => hub.close());
beforeEach(async () => {
  channelId = (await makeChannel(hub)).id;
  conversation = await makeConversation(hub, { channelId, thread: "t1" });
});

const read = async (after?: string, thread = "t1") =>
  (await readTimeline(hub.deps, channelId, thread, after)).map((item) => item.text);
const say = (words: string, values: Parameters<typeof makeInteraction>[2] = {}) =>
  makeInteraction(hub, conversation, { text: words, createdAt: minutesAgo(30), ...values });
const answer = async (
  words: string,
  values: Parameters<typeof makeInteraction>[2] = {},
  startedAt = minutesAgo(29),
) => {
  const { id } = await say(words, { authorId, state: "sent", ...values });
  await attempt({ interactionId: id, startedAt });
  return id;
};
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const movedFrom = (...conversationIds: string[]) => ({
  thread: [],
  contact: [],
  routing: [],
  moved: conversationIds.map((from) => ({ from, by: authorId, at: "2026-01-01T00:00:00Z" })),
});
const attempt = ({
  interactionId,
  startedAt,
}: Pick<typeof deliveries.$inferInsert, "interactionId" | "startedAt">) =>
  hub.deps.pool.query(
    `insert into deliveries (id, interaction_id, channel_id, attempt, state, node_id, started_at)
    values ($1, $2, $3, (select count(*) + 1 from deliveries where interaction_id = $2), 'sent', $1, $4)`,
    [randomUUID(), interactionId, channelId, startedAt],
  );

test("a contact sees the messages of the thread, both ways, over all its conversations", async () => {
  await say("hello", { externalId: "m1" });
  await answer("hi");
  const later = await makeConversation(hub, { channelId, thread: "t1" });
  await makeInteraction(hub, later, { text: "me again" });
  const items = await readTimeline(hub.deps, channelId, "t1");
  expect(items).toMatchObject([
    { direction: "in", text: "hello", externalId: "m1", files: [], state: "received" },
    { direction: "out", text: "hi", author: "Anna", state: "sent" },
    { direction: "in", text: "me again" },
  ]);
});

test("notes, system entries, what waits to be sent and what failed are never shown", async () => {
  await say("note", { kind: "note", authorId });
  await say("system", { kind: "system" });
  await answer("queued", { state: "queued" });
  await answer("failed", { state: "failed" });
  await answer("on its way", { state: "sending" });
  await answer("perhaps", { state: "unknown" });
  expect(await read()).toEqual(["on its way", "perhaps"]);
});

test("letters that came into the thread are shown only where they are the contact's own, and never as they came", async () => {
  const { deps } = hub;
  const other = (await makeContact(hub)).id;
  const letter = async (words: string, contactId: string, nature?: "bounce") => {
    const { id } = await say(words, { direction: "in", contactId });
    await deps.db.insert(letters).values({ interactionId: id, nature });
    const file = { name: "message.eml", contentType: "text/plain", bytes: Buffer.from(words) };
    const kept = await keepFile(deps, file, { channelId });
    await deps.pool.query("update files set interaction_id = $2, place = 'raw' where id = $1", [kept.id, id]);
    return kept.id;
  };
  const rawId = await letter("Mine", conversation.contactId);
  await letter("Undeliverable", conversation.contactId, "bounce");
  await letter("Another's", other);
  expect(await read()).toEqual(["Mine"]);
  expect((await readTimeline(deps, channelId, "t1")).flatMap(({ files }) => files)).toEqual([]);
  expect(await openThreadFile(deps, channelId, "t1", rawId)).toBeUndefined();
});

test("another thread, and the same thread of another channel, are somebody else's", async () => {
  await makeInteraction(hub, await makeConversation(hub, { channelId, thread: "t2" }), {
    text: "other thread",
  });
  await makeInteraction(hub, await makeConversation(hub, { thread: "t1" }), { text: "other channel" });
  expect(await read()).toEqual([]);
});

test("what a person moved here from somebody else's thread stays unseen by the contact", async () => {
  const other = await makeConversation(hub, { channelId, thread: "t2" });
  const same = await makeConversation(hub, { channelId, thread: "t1" });
  await say("theirs", { why: movedFrom(other.id) });
  await say("own", { why: movedFrom(same.id) });
  expect(await read()).toEqual(["own"]);
});

test("a message that was moved to somebody else's thread and back is its contact's again, with its files", async () => {
  const other = await makeConversation(hub, { channelId, thread: "t2" });
  const { id } = await say("back again", { why: movedFrom(conversation.id, other.id) });
  const file = await keepFile(
    hub.deps,
    { name: "plan", contentType: "text/plain", bytes: Buffer.from("plan") },
    { channelId },
  );
  await hub.deps.pool.query("update files set interaction_id = $2 where id = $1", [file.id, id]);
  expect(await read()).toEqual(["back again"]);
  expect(await openThreadFile(hub.deps, channelId, "t1", file.id)).toMatchObject({ id: file.id });

  const { id: theirs } = await say("theirs", { why: movedFrom(other.id, conversation.id, other.id) });
  await hub.deps.pool.query("update files set interaction_id = $2 where id = $1", [file.id, theirs]);
  expect(await read()).toEqual(["back again"]);
  expect(await openThreadFile(hub.deps, channelId, "t1", file.id)).toBeUndefined();
});

test("an answer that left late is found after what was said before it left", async () => {
  const late = await answer("late", {}, minutesAgo(1));
  const { id } = await say("meanwhile", { createdAt: minutesAgo(20) });
  expect(await read()).toEqual(["meanwhile", "late"]);
  expect(await read(id)).toContain("late");
  expect(await read(late)).not.toContain("meanwhile");
});

test("a cursor that is not of this thread, or none at all, hides nothing", async () => {
  await say("hello");
  expect(await read("nonsense")).toEqual(["hello"]);
  expect(await read(randomUUID())).toEqual(["hello"]);
});

test("one item is found as the timeline has it, on its own thread alone", async () => {
  const sent = await answer("hi");
  const { id: said } = await say("hello", { externalId: "m1" });
  const find = (id: string, thread = "t1") => findTimelineItem(hub.deps, channelId, thread, id);
  const items = await readTimeline(hub.deps, channelId, "t1");
  expect(await Promise.all([find(said), find(sent)])).toEqual(items);
  const hidden = [await answer("queued", { state: "queued" }), (await say("note", { kind: "note" })).id];
  for (const id of [...hidden, randomUUID(), "nonsense"]) expect(await find(id)).toBeUndefined();
  expect(await find(sent, "t2")).toBeUndefined();
});

test("a file is opened within its thread alone, and only with a message that the contact may see", async () => {
  const { id: messageId } = await say("see this");
  const { id: noteId } = await say("internal", { kind: "note", authorId });
  const [shown, internal, loose] = await Promise.all(
    ["shown", "internal", "loose"].map((name) =>
      keepFile(hub.deps, { name, contentType: "text/plain", bytes: Buffer.from(name) }, { channelId }),
    ),
  );
  const attach = (fileId: string, interactionId: string) =>
    hub.deps.pool.query("update files set interaction_id = $2 where id = $1", [fileId, interactionId]);
  await attach(shown!.id, messageId);
  await attach(internal!.id, noteId);
  const open = (fileId: string, thread = "t1") => openThreadFile(hub.deps, channelId, thread, fileId);

  const file = await open(shown!.id);
  expect(file).toMatchObject({ ...shown });
  expect(await text(file!.stream())).toBe("shown");
  expect(await open(shown!.id, "t2")).toBeUndefined();
  expect(await open(internal!.id)).toBeUndefined();
  expect(await open(loose!.id)).toBeUndefined();
  expect(await open("../../etc/passwd")).toBeUndefined();
  const [item] = await readTimeline(hub.deps, channelId, "t1");
  expect(item!.files).toEqual([shown]);
});
