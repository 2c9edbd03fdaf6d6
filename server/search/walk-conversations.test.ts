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
import { indexNow } from "../../test/index-now.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { findInteractions } from "./find-interactions.ts";

const hub = await testHub();
afterAll(hub.close);

const everybody: Access[] = [];
const conversations = 400;
const start = Date.UTC(2025, 0);
const statuses = ["open", "pending", "snoozed", "resolved"] as const;

/** In every message, in one of each so many, and in the oldest only. */
const words = { everywhere: 1, often: 7, seldom: 60, once: 0 };

beforeAll(async () => {
  const teams = [await makeTeam(hub), await makeTeam(hub)];
  const channels = await Promise.all(teams.map((team) => makeChannel(hub, { teamIds: [team.id] })));
  const people = [
    await makePerson(hub, { role: "admin" }),
    await makePerson(hub, { role: "supervisor", teamIds: [teams[0]!.id] }),
    await makePerson(hub, { teamIds: [teams[0]!.id] }),
    await makePerson(hub, { teamIds: [teams[1]!.id] }),
    await makePerson(hub),
  ];
  const contact = await makeContact(hub);
  for (let nth = 0; nth < conversations; nth++) {
    const conversation = await makeConversation(hub, {
      contactId: contact.id,
      channelId: channels[nth % 2]!.id,
      status: statuses[nth % 4],
      assigneeId: nth % 5 < 2 ? people[(nth % 4) + 1]!.id : null,
      length: 3,
      // The last message of each is hours younger than the first of the next.
      lastInteractionAt: new Date(start + nth * 3_600_000 + 36_000_000),
    });
    if (nth % 9 === 0) await shareWith(hub, conversation.id, people[nth % 5]!.id, "mentioned");
    await write(conversation.id, nth);
  }
  const { rows } = await hub.deps.pool.query<{ id: string }>("select id from interactions");
  await indexNow(hub, { interactionIds: rows.map(({ id }) => id) });
  for (const person of people) everybody.push(await accessOf(hub, person));
  everybody.push({ ...everybody[2]!, agentsSeeAll: true });
});

test("everybody finds the newest of what the rule shows them, however common the words are", async () => {
  for (const access of everybody) {
    for (const q of [...Object.keys(words), "often seldom", "nowhere"]) {
      for (const limit of [1, 20, 50]) {
        const found = await findInteractions(hub.deps, { access, q, limit });
        expect([q, found.map(({ id }) => id)]).toEqual([q, await byTheRule(access, q, limit)]);
      }
    }
  }
});

test("a match in the oldest conversation that was walked is not taken for newer than those behind it", async () => {
  const access = everybody[2]!;
  const { rows } = await hub.deps.db.execute<{ id: string }>(sql`
    select c.id from conversations c where ${canSeeSql(access)} order by last_interaction_at desc offset 99 limit 2`);
  const [oldest, behind] = rows.map(({ id }) => id);
  const { rows: edge } = await hub.deps.db.execute<{ id: string }>(sql`
    update interactions set text = text || ' edge'
    where (conversation_id, position) in ((${oldest}::uuid, 0), (${behind}::uuid, 2)) returning id`);
  await hub.deps.db.execute(
    sql`delete from search_interactions where conversation_id in (${oldest}, ${behind})`,
  );
  await indexNow(hub, { interactionIds: edge.map(({ id }) => id) });
  const [found] = await findInteractions(hub.deps, { access, q: "edge", limit: 1 });
  expect(found?.conversationId).toBe(behind);
});

/** Three messages hours apart, whose ids tell when. */
async function write(conversationId: string, nth: number): Promise<void> {
  for (let position = 0; position < 3; position++) {
    const at = start + nth * 3_600_000 + position * 18_000_000;
    const said = nth * 3 + position;
    const text = Object.entries(words)
      .filter(([, every]) => (every ? said % every === 0 : said === 0))
      .map(([word]) => word)
      .join(" ");
    const hex = at.toString(16).padStart(12, "0");
    await hub.deps.pool.query(
      `insert into interactions (id, conversation_id, position, kind, direction, text, created_at)
      values ($1, $2, $3, 'message', 'in', $4, $5)`,
      [
        `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${said.toString(16).padStart(12, "0")}`,
        conversationId,
        position,
        text,
        new Date(at),
      ],
    );
  }
}

async function byTheRule(access: Access, q: string, limit: number): Promise<string[]> {
  const { rows } = await hub.deps.db.execute<{ id: string }>(sql`
    select i.id from interactions i join conversations c on c.id = i.conversation_id
    where ${canSeeSql(access)} and string_to_array(i.text, ' ') @> string_to_array(${q}, ' ')
    order by i.id desc limit ${limit}`);
  return rows.map(({ id }) => id);
}
