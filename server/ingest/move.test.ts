import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  accessOf,
  makeChannel,
  makeConversation,
  makeInteraction,
  makePerson,
  makeTask,
  shareWith,
  testHub,
} from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";
import { explain } from "./explain.ts";
import { detachInteraction, moveInteraction } from "./move-interaction.ts";
import { undo } from "./undo.ts";

const hub = await testHub();
const { deps } = hub;
let access: Access;
let stranger: Access;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let messages: { id: string }[];

beforeAll(async () => {
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

beforeEach(async () => {
  const channel = await makeChannel(hub);
  const agent = await makePerson(hub);
  conversation = await makeConversation(hub, {
    channelId: channel.id,
    assigneeId: agent.id,
    waitingSince: new Date(),
  });
  stranger = await accessOf(hub, await makePerson(hub));
  messages = [];
  for (const text of ["one", "two", "three"])
    messages.push(await makeInteraction(hub, conversation, { text }));
});

describe("an interaction taken out", () => {
  test("gets a conversation of its own on the same thread, and leaves an entry in its place", async () => {
    const { conversationId } = await detachInteraction(deps, { access, interactionId: messages[2]!.id });
    expect(await timeline(conversation.id)).toEqual(["0 one", "1 two", "2 movedAway"]);
    expect(await timeline(conversationId)).toEqual(["0 movedHere", "1 three"]);
    expect(await facts(conversation.id)).toMatchObject({ length: 3, last_preview: "two" });
    expect(await facts(conversationId)).toMatchObject({
      length: 2,
      last_preview: "three",
      thread: conversation.thread,
      assignee_id: conversation.assigneeId,
      previous_id: conversation.id,
    });
  });

  test("stays with whoever was given sight of the conversation", async () => {
    const interactionId = messages[2]!.id;
    await shareWith(hub, conversation.id, stranger.personId, "mentioned");
    const { conversationId } = await detachInteraction(deps, { access, interactionId });
    const { rows } = await deps.pool.query(
      "select person_id, reason from conversation_people where conversation_id = $1",
      [conversationId],
    );
    expect(rows).toEqual([{ person_id: stranger.personId, reason: "mentioned" }]);
  });

  test("is where it was once that is undone, and the new conversation is resolved", async () => {
    const before = await facts(conversation.id);
    const { undoId, conversationId } = await detachInteraction(deps, {
      access,
      interactionId: messages[1]!.id,
    });
    await undo(deps, { access, undoId });
    expect(await timeline(conversation.id)).toEqual(["0 one", "1 two", "2 three"]);
    const { version: _, updated_at: __, ...same } = before;
    expect(await facts(conversation.id)).toMatchObject({ ...same, waiting_since: expect.any(Date) });
    expect(await facts(conversationId)).toMatchObject({ status: "resolved", waiting_since: null });
    await expect(undo(deps, { access, undoId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("takes along who waits and the task to answer", async () => {
    await makeInteraction(hub, conversation, { text: "answer", authorId: access.personId, state: "sent" });
    const asked = await makeInteraction(hub, conversation, { text: "asked" });
    const task = await makeTask(hub, { kind: "answer", conversationId: conversation.id, dueAt: new Date() });
    const { conversationId } = await detachInteraction(deps, { access, interactionId: asked.id });
    expect(await facts(conversation.id)).toMatchObject({ waiting_since: null, last_direction: "out" });
    expect(await facts(conversationId)).toMatchObject({ waiting_since: asked.createdAt });
    const { rows } = await deps.pool.query("select conversation_id, done_at from tasks where id = $1", [
      task.id,
    ]);
    expect(rows).toEqual([{ conversation_id: conversationId, done_at: null }]);
  });
});

describe("an interaction moved", () => {
  test("comes last in the other conversation, and says from where it came", async () => {
    const other = await makeConversation(hub);
    await makeInteraction(hub, other, { text: "before" });
    const interactionId = messages[0]!.id;
    await moveInteraction(deps, { access, interactionId, conversationId: other.id });
    await makeInteraction(hub, { ...other }, { text: "after" });
    expect(await timeline(other.id)).toEqual(["0 before", "1 movedHere", "2 one", "3 after"]);
    const why = await explain(deps, { access, interactionId });
    expect(why.moved).toMatchObject([{ from: conversation.id, by: access.personId }]);
    const moves = (await hub.events()).filter((event) => event.type === "interaction.moved");
    expect(moves.at(-1)?.data).toEqual({
      interactionId,
      conversationId: { from: conversation.id, to: other.id },
    });
  });

  test("makes the other conversation no older than what it holds", async () => {
    const other = await makeConversation(hub);
    const { createdAt } = await makeInteraction(hub, other, { text: "newest" });
    const interactionId = messages[0]!.id;
    await moveInteraction(deps, { access, interactionId, conversationId: other.id });
    expect(await facts(other.id)).toMatchObject({ last_interaction_at: createdAt });
  });

  test("goes back on undo though more has come since", async () => {
    const other = await makeConversation(hub);
    const { undoId } = await moveInteraction(deps, {
      access,
      interactionId: messages[0]!.id,
      conversationId: other.id,
    });
    await makeInteraction(hub, other, { text: "since" });
    await makeInteraction(hub, conversation, { text: "four" });
    await undo(deps, { access, undoId });
    expect(await timeline(conversation.id)).toEqual(["0 one", "1 two", "2 three", "3 four"]);
    expect(await timeline(other.id)).toEqual(["0 movedHere", "1 movedAway", "2 since"]);
  });

  test("by two at once goes to one place", async () => {
    const others = [await makeConversation(hub), await makeConversation(hub)];
    const interactionId = messages[0]!.id;
    const moves = await Promise.allSettled(
      others.map((other) => moveInteraction(deps, { access, interactionId, conversationId: other.id })),
    );
    const places = await Promise.all(others.map((other) => timeline(other.id)));
    const done = moves.filter((move) => move.status === "fulfilled").length;
    expect(places.flat().filter((line) => line.endsWith("one"))).toHaveLength(1);
    expect(done).toBeGreaterThan(0);
  });
});

test("who does not see both conversations moves, takes out, undoes and explains nothing", async () => {
  const interactionId = messages[0]!.id;
  const theirs = await makeConversation(hub, { assigneeId: stranger.personId });
  const notFound = { code: "not_found" };
  const { undoId } = await detachInteraction(deps, { access, interactionId: messages[1]!.id });
  const asStranger = { access: stranger, interactionId };
  await expect(moveInteraction(deps, { ...asStranger, conversationId: theirs.id })).rejects.toMatchObject(
    notFound,
  );
  await expect(detachInteraction(deps, asStranger)).rejects.toMatchObject(notFound);
  await expect(explain(deps, asStranger)).rejects.toMatchObject(notFound);
  await expect(undo(deps, { access: stranger, undoId })).rejects.toMatchObject(notFound);
});

async function timeline(id: string): Promise<string[]> {
  const { rows } = await deps.pool.query(
    "select position, kind, text, data from interactions where conversation_id = $1 order by position",
    [id],
  );
  return rows
    .map(({ position, kind, text, data }) =>
      kind === "system" ? `${position} ${data.what.replace("interaction.", "")}` : `${position} ${text}`,
    )
    .filter((line) => !line.includes("conversation."));
}

const facts = async (id: string) =>
  (await deps.pool.query("select * from conversations where id = $1", [id])).rows[0];
