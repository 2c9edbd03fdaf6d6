import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  accessOf,
  makeChannel,
  makeContact,
  makeConversation,
  makePerson,
  makeTeam,
  shareWith,
  testHub,
} from "../../test/factories.ts";
import { type Conversation, View } from "../contract/conversations.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { countViews } from "./count-views.ts";
import { type ListInput, listConversations } from "./list-conversations.ts";

const hub = await testHub();
afterAll(hub.close);

const everybody: Access[] = [];
const channelIds: string[] = [];
const statuses = ["open", "open", "pending", "snoozed", "resolved"] as const;

beforeAll(async () => {
  const teams = [await makeTeam(hub), await makeTeam(hub)];
  channelIds.push((await makeChannel(hub)).id);
  for (const team of teams) channelIds.push((await makeChannel(hub, { teamIds: [team.id] })).id);
  // Of many channels it is first asked how far a page reaches.
  const others = [];
  for (let nth = 0; nth < 17; nth++) others.push((await makeChannel(hub)).id);
  const people = [
    await makePerson(hub, { role: "admin" }),
    await makePerson(hub, { role: "supervisor", teamIds: [teams[0]!.id] }),
    await makePerson(hub, { teamIds: [teams[0]!.id] }),
    await makePerson(hub, { teamIds: [teams[1]!.id] }),
    await makePerson(hub),
  ];
  const contact = await makeContact(hub);
  for (let nth = 0; nth < 90; nth++) {
    const conversation = await makeConversation(hub, {
      contactId: contact.id,
      channelId: nth % 10 === 9 ? others[nth % 17] : channelIds[nth % 3],
      status: statuses[nth % 5],
      assigneeId: nth % 7 < 3 ? people[(nth % 4) + 1]!.id : null,
      // Several at the same instant, so that the id decides.
      lastInteractionAt: new Date(1_700_000_000_000 + Math.floor(nth / 4) * 1000),
      waitingSince:
        nth % 3 === 1 && statuses[nth % 5] !== "resolved" ? new Date(1_700_000_000_000 - nth * 1000) : null,
    });
    if (nth % 11 === 0) await shareWith(hub, conversation.id, people[nth % 5]!.id, "mentioned");
    if (nth % 22 === 0) await shareWith(hub, conversation.id, people[nth % 5]!.id, "shared");
  }
  for (const person of people) everybody.push(await accessOf(hub, person));
  everybody.push({ ...everybody[2]!, agentsSeeAll: true });
});

test("every view holds what the rule shows of it, once and in order, however it is paged", async () => {
  for (const access of everybody) {
    const counts = await countViews(hub.deps, access);
    for (const view of View.options) {
      const expected = await byTheRule(access, view);
      expect(await allPages({ access, view, limit: 9 })).toEqual(expected);
      expect(counts[view]).toBe(expected.length);
    }
  }
});

test("filters narrow what the rule shows", async () => {
  for (const access of everybody) {
    const channelId = channelIds[1]!;
    const assigneeId = everybody[2]!.personId;
    expect(await allPages({ access, view: "all", channelId, limit: 9 })).toEqual(
      await byTheRule(access, "all", sql`c.channel_id = ${channelId}`),
    );
    expect(await allPages({ access, view: "all", assigneeId, limit: 9 })).toEqual(
      await byTheRule(access, "all", sql`c.assignee_id = ${assigneeId}`),
    );
  }
});

test("a cursor that no list gave is refused", async () => {
  const input = { access: everybody[0]!, view: "all", limit: 5 } as const;
  await expect(listConversations(hub.deps, { ...input, cursor: "nonsense" })).rejects.toMatchObject({
    code: "invalid",
  });
});

async function allPages(input: ListInput): Promise<string[]> {
  const found: Conversation[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listConversations(hub.deps, { ...input, cursor });
    expect(page.items.length).toBeLessThanOrEqual(input.limit);
    found.push(...page.items);
    if (!page.next) return found.map(({ id }) => id);
    cursor = page.next;
  }
}

async function byTheRule(access: Access, view: View, filter = sql`true`): Promise<string[]> {
  const isActive = sql`c.status in ('open', 'pending')`;
  const views = {
    all: isActive,
    mine: sql`${isActive} and c.assignee_id = ${access.personId}`,
    unassigned: sql`${isActive} and c.assignee_id is null`,
    waiting: sql`${isActive} and c.waiting_since is not null`,
    snoozed: sql`c.status = 'snoozed'`,
    resolved: sql`c.status = 'resolved'`,
    mentioned: sql`${isActive} and exists (select from conversation_people p
      where p.conversation_id = c.id and p.person_id = ${access.personId} and p.reason = 'mentioned')`,
  };
  const order = view === "waiting" ? sql`c.waiting_since, c.id` : sql`c.last_interaction_at desc, c.id desc`;
  const { rows } = await hub.deps.db.execute<{ id: string }>(sql`
    select c.id from conversations c where ${canSeeSql(access)} and ${views[view]} and ${filter} order by ${order}`);
  return rows.map(({ id }) => id);
}
