import { afterAll, beforeAll, expect, test } from "vitest";
import type { HubEvent } from "../../server/contract/events.ts";
import type { PushedEvent } from "../../server/contract/sockets.ts";
import { transact } from "../../server/lib/transact.ts";
import { makeCookie, startNode, type TestNode } from "../realtime/node.ts";
import { openReady, type Screen, until } from "../realtime/screen.ts";
import { type Cast, type Name, names, type Role, type Story, sees, startCast } from "./stories.ts";

let cast: Cast;
let node: TestNode;
const screens = new Map<Role, Screen>();

beforeAll(async () => {
  cast = await startCast();
  node = await startNode(cast.app.deps);
});
afterAll(async () => {
  for (const screen of screens.values()) screen.close();
  await node?.stop();
  await cast?.app.close();
});

/** Something happens to every part of a story, as its verbs would say it. */
function newsOf({ conversationId, interactionId, channelId, contactId, dealId, taskId }: Story): HubEvent[] {
  const status = { from: "open", to: "open" } as const;
  return [
    {
      type: "interaction.received",
      conversationId,
      data: { interactionId, position: 0, channelId, contactId },
    },
    { type: "interaction.noted", conversationId, data: { interactionId, position: 0 } },
    { type: "conversation.statusChanged", conversationId, data: { channelId, status, reason: "person" } },
    { type: "contact.updated", data: { contactId } },
    { type: "deal.updated", conversationId, data: { dealId } },
    { type: "task.overdue", conversationId, data: { taskId, assigneeId: null } },
  ];
}

test("each role's screen is pushed what is theirs, live and after an absence, and no id of anything else", async () => {
  const from = Math.max(0, ...(await cast.app.hub.events()).map(({ seq }) => seq));
  for (const [role] of sees) screens.set(role, await open(role));
  const news = names.flatMap((name) => newsOf(cast.stories[name]));
  const last: HubEvent = { type: "person.updated", data: { personId: cast.people.admin.id } };
  await transact(cast.app.deps, async (tx) => tx.append(...news, last));
  for (const [role, stories] of sees) {
    const live = screens.get(role)!;
    await until(() => live.events.at(-1)?.type === last.type);
    expectTheirs(role, stories, live.events);
    const back = await open(role, from);
    await until(() => back.events.at(-1)?.type === last.type);
    expectTheirs(role, stories, back.events);
    back.close();
  }
});

test("only who may see a conversation is told who looks at it and that its contact types", async () => {
  for (const name of names) {
    const { conversationId, channelId } = cast.stories[name];
    const { rows } = await cast.app.deps.pool.query("select thread from conversations where id = $1", [
      conversationId,
    ]);
    const isSeenBy = ([, stories]: (typeof sees)[number]) => stories.includes(name);
    for (const [role] of sees) screens.get(role)!.socket.emit("viewing", { conversationId });
    const watchers = sees.filter(isSeenBy).map(([role]) => role);
    const viewersAt = (role: Role) =>
      screens.get(role)!.viewers.findLast((told) => told.conversationId === conversationId)?.viewers;
    await until(() => watchers.every((role) => viewersAt(role)?.length === watchers.length));
    node.realtime.contactTyping(channelId, rows[0].thread, true);
    const hasTold = (role: Role) =>
      screens.get(role)!.contactTyping.some((told) => told.conversationId === conversationId);
    await until(() => watchers.every(hasTold));
    for (const [role] of sees.filter((entry) => !isSeenBy(entry))) {
      expect([role, name, viewersAt(role), hasTold(role)]).toEqual([role, name, undefined, false]);
    }
  }
});

async function open(role: Role, position?: number) {
  const cookie = await makeCookie(cast.app.deps, cast.people[role]);
  return openReady(node.url, cookie, position === undefined ? {} : { position });
}

function expectTheirs(role: Role, expected: Name[], events: PushedEvent[]) {
  const rows = {
    conversationId: events.map(({ conversation }) => conversation?.id),
    interactionId: events.map(({ interaction }) => interaction?.id),
    contactId: events.map(({ contact }) => contact?.id),
    dealId: events.map(({ deal }) => deal?.id),
    taskId: events.map(({ task }) => task?.id),
  };
  const idsOf = (stories: readonly Name[], part: keyof Story) =>
    new Set(stories.map((name) => cast.stories[name][part]));
  const text = JSON.stringify(events);
  for (const [part, got] of Object.entries(rows) as [keyof typeof rows, (string | undefined)[]][]) {
    const theirs = idsOf(expected, part);
    const present = new Set(got.filter((id) => id !== undefined));
    expect([role, part, [...present].sort()]).toEqual([role, part, [...theirs].sort()]);
    const others = [...idsOf(names, part)].filter((id) => !theirs.has(id));
    expect([role, part, others.filter((id) => text.includes(id))]).toEqual([role, part, []]);
  }
}
