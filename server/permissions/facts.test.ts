import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  accessOf,
  makeChannel,
  makeContact,
  makeConversation,
  makeDeal,
  makePerson,
  makePipeline,
  makeQueue,
  makeTask,
  makeTeam,
  shareWith,
  testHub,
} from "../../test/factories.ts";
import type { Access } from "./access.ts";
import { canSee, canSeeSql } from "./can-see.ts";
import { canSeeContact, canSeeContactSql } from "./can-see-contact.ts";
import { canSeeDeal, canSeeDealSql } from "./can-see-deal.ts";
import { canSeeTask, canSeeTaskSql } from "./can-see-task.ts";
import { findContactFacts, findConversationFacts, findDealFacts, findTaskFacts } from "./facts.ts";

const hub = await testHub();
afterAll(hub.close);

const personIds: string[] = [];
const channelIds: string[] = [];
const teamIds: string[] = [];
const queueIds: string[] = [];

const pick = <T>(items: readonly T[]) => fc.constantFrom(...items);
const oneOf = (ids: () => string[]) => fc.nat(2).map((nth) => ids()[nth] ?? "");
const maybe = (ids: () => string[]) => fc.option(oneOf(ids), { nil: null });
const people = () => personIds;
const anAccess: fc.Arbitrary<Access> = fc.record({
  personId: oneOf(people),
  role: pick(["admin", "supervisor", "agent"] as const),
  teamIds: fc.uniqueArray(
    oneOf(() => teamIds),
    { maxLength: 2 },
  ),
  channelIds: fc.uniqueArray(
    oneOf(() => channelIds),
    { maxLength: 2 },
  ),
  queueIds: fc.uniqueArray(
    oneOf(() => queueIds),
    { maxLength: 2 },
  ),
  agentsSeeAll: fc.boolean(),
});
const facts = fc.record({
  conversation: fc.option(
    fc.record({
      channelId: oneOf(() => channelIds),
      queueId: maybe(() => queueIds),
      assigneeId: maybe(people),
      shared: maybe(people),
    }),
  ),
  hasDeal: fc.boolean(),
  ownerId: maybe(people),
  hasTask: fc.boolean(),
  assigneeId: maybe(people),
  createdBy: maybe(people),
  contactBy: maybe(people),
});

beforeAll(async () => {
  for (let nth = 0; nth < 3; nth++) {
    teamIds.push((await makeTeam(hub)).id);
    channelIds.push((await makeChannel(hub)).id);
    queueIds.push((await makeQueue(hub)).id);
    personIds.push((await makePerson(hub, { teamIds: teamIds.slice(0, nth) })).id);
  }
});

test("SQL and function say the same of any conversation, deal, task and contact", async () => {
  const stage = (await makePipeline(hub)).stages[0]!;
  await fc.assert(
    fc.asyncProperty(facts, fc.array(anAccess, { minLength: 1, maxLength: 6 }), async (made, accesses) => {
      const contact = await makeContact(hub, { createdBy: made.contactBy });
      const conversation =
        made.conversation && (await makeConversation(hub, { ...made.conversation, contactId: contact.id }));
      if (conversation && made.conversation?.shared) {
        await shareWith(hub, conversation.id, made.conversation.shared);
      }
      const part = { contactId: contact.id, conversationId: conversation?.id ?? null };
      const deal =
        made.hasDeal &&
        (await makeDeal(hub, {
          ...part,
          ownerId: made.ownerId,
          stageId: stage.id,
          pipelineId: stage.pipelineId,
        }));
      const task =
        made.hasTask &&
        (await makeTask(hub, { ...part, assigneeId: made.assigneeId, createdBy: made.createdBy }));

      for (const access of accesses) {
        if (conversation) {
          const fact = (await findConversationFacts(hub.deps, [conversation.id])).get(conversation.id)!;
          expect(canSee(access, fact)).toBe(
            await isSeen(sql`conversations c`, conversation.id, canSeeSql(access)),
          );
        }
        if (deal) {
          const fact = (await findDealFacts(hub.deps, [deal.id])).get(deal.id)!;
          expect(canSeeDeal(access, fact)).toBe(await isSeen(sql`deals d`, deal.id, canSeeDealSql(access)));
        }
        if (task) {
          const fact = (await findTaskFacts(hub.deps, [task.id])).get(task.id)!;
          expect(canSeeTask(access, fact)).toBe(await isSeen(sql`tasks t`, task.id, canSeeTaskSql(access)));
        }
        const fact = (await findContactFacts(hub.deps, [contact.id])).get(contact.id)!;
        expect(canSeeContact(access, fact)).toBe(
          await isSeen(sql`contacts n`, contact.id, canSeeContactSql(access)),
        );
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("an agent sees a colleague's conversation only where the workspace says so", async () => {
  const [agent, colleague] = [await makePerson(hub), await makePerson(hub)];
  const conversation = await makeConversation(hub, { assigneeId: colleague.id });
  const access = await accessOf(hub, agent);
  expect(await isSeen(sql`conversations c`, conversation.id, canSeeSql(access))).toBe(false);
  const wide = { ...access, agentsSeeAll: true };
  expect(await isSeen(sql`conversations c`, conversation.id, canSeeSql(wide))).toBe(true);
});

async function isSeen(table: SQL, id: string, rule: SQL): Promise<boolean> {
  const { rows } = await hub.deps.db.execute(sql`select from ${table} where id = ${id} and ${rule}`);
  return rows.length === 1;
}
