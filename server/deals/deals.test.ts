import { afterAll, expect, test } from "vitest";
import {
  accessOf,
  makeDeal as dealOf,
  makeChannel,
  makeContact,
  makeConversation,
  makePerson,
  makePipeline,
  makeTeam,
  testHub,
} from "../../test/factories.ts";
import { assign } from "../conversations/assign.ts";
import { changeDeal } from "./change-deal.ts";
import { listDeals } from "./list-deals.ts";
import { makeDeal } from "./make-deal.ts";
import { getDeal, listPipelines, sumDeals } from "./queries.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);

const pipeline = await makePipeline(hub);
const [fresh, won] = [pipeline.stages[0]!, pipeline.stages[1]!];
const channel = await makeChannel(hub);
const agent = await accessOf(hub, await makePerson(hub));
const other = await accessOf(hub, await makePerson(hub));
const deal = { title: "New kitchen", amount: 1200.5, currency: "EUR" };

test("a deal begins in the default pipeline's first stage and is its maker's", async () => {
  const contact = await makeContact(hub, {
    createdBy: agent.personId,
    source: { kind: "paid", campaign: "may" },
  });
  const id = await makeDeal(deps, { access: agent, contactId: contact.id, ...deal });
  expect(await getDeal(deps, agent, id)).toMatchObject({
    stageId: fresh.id,
    ownerId: agent.personId,
    amount: 1200.5,
    source: { kind: "paid", campaign: "may" },
  });
  await expect(getDeal(deps, other, id)).rejects.toMatchObject({ code: "not_found" });
});

test("a deal on somebody else's contact, or in no stage, is not made", async () => {
  const contact = await makeContact(hub, { createdBy: agent.personId });
  const make = (access: typeof agent, stageId?: string) =>
    makeDeal(deps, { access, contactId: contact.id, stageId, ...deal });
  await expect(make(other)).rejects.toMatchObject({
    code: "invalid",
    fields: { contactId: expect.anything() },
  });
  await expect(make(agent, contact.id)).rejects.toMatchObject({ code: "invalid" });
});

test("winning closes a deal, moving it back opens it, and each move is an event", async () => {
  const { id } = await dealOf(hub, { ownerId: agent.personId, stageId: fresh.id, pipelineId: pipeline.id });
  const before = (await hub.events()).at(-1)?.seq ?? 0;
  const move = (stageId: string) => changeDeal(deps, { access: agent, dealId: id, stageId });
  await move(won.id);
  expect((await getDeal(deps, agent, id)).closedAt).not.toBeNull();
  await move(fresh.id);
  expect((await getDeal(deps, agent, id)).closedAt).toBeNull();
  expect((await hub.events(before)).map(({ type, data }) => [type, data])).toEqual([
    ["deal.moved", { dealId: id, stageId: { from: fresh.id, to: won.id } }],
    ["deal.moved", { dealId: id, stageId: { from: won.id, to: fresh.id } }],
  ]);
});

test("an owner that a person set stays when the conversation is assigned", async () => {
  const conversation = await makeConversation(hub, { channelId: channel.id });
  const { id } = await dealOf(hub, { contactId: conversation.contactId, conversationId: conversation.id });
  const give = (personId: string) =>
    assign(deps, { access: agent, conversationId: conversation.id, personId });
  await give(agent.personId);
  expect((await getDeal(deps, agent, id)).ownerId).toBe(agent.personId);
  await changeDeal(deps, { access: agent, dealId: id, ownerId: agent.personId });
  await give(other.personId);
  expect((await getDeal(deps, agent, id)).ownerId).toBe(agent.personId);
});

test("a deal is not there for those who do not see it, and nobody removed can own one", async () => {
  const { id } = await dealOf(hub, { ownerId: agent.personId });
  const gone = await makePerson(hub, { removedAt: new Date() });
  await expect(changeDeal(deps, { access: other, dealId: id, title: "Mine" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(changeDeal(deps, { access: agent, dealId: id, ownerId: gone.id })).rejects.toMatchObject({
    code: "invalid",
  });
});

test("supervisors see the deals of their teams' people; lists and totals hold what one sees", async () => {
  const team = await makeTeam(hub);
  const member = await accessOf(hub, await makePerson(hub, { teamIds: [team.id] }));
  const supervisor = await accessOf(hub, await makePerson(hub, { role: "supervisor", teamIds: [team.id] }));
  const stranger = await accessOf(hub, await makePerson(hub));
  const own = await makePipeline(hub, { isDefault: false, name: "Own" });
  const part = { ownerId: member.personId, pipelineId: own.id, stageId: own.stages[0]!.id };
  for (let nth = 1; nth <= 3; nth++) await dealOf(hub, { ...part, amount: 0.1 * nth });
  await dealOf(hub, { ...part, currency: "USD", amount: 5 });

  const found: string[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const page = await listDeals(deps, { access: supervisor, ownerId: member.personId, cursor, limit: 3 });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(new Set(found).size).toBe(4);
  const stageId = own.stages[0]!.id;
  expect(await sumDeals(deps, { access: supervisor, pipelineId: own.id })).toEqual([
    { stageId, currency: "EUR", count: 3, amount: 0.6 },
    { stageId, currency: "USD", count: 1, amount: 5 },
  ]);
  expect(await sumDeals(deps, { access: stranger, pipelineId: own.id })).toEqual([]);
  expect((await listDeals(deps, { access: stranger, ownerId: member.personId, limit: 5 })).items).toEqual([]);
});

test("pipelines come with their stages in order, the default one first", async () => {
  const [first] = await listPipelines(deps);
  expect(first).toMatchObject({
    id: pipeline.id,
    stages: [{ kind: "open" }, { kind: "won" }, { kind: "lost" }],
  });
});
