import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { letters, routingRules } from "../../../db/schema/index.ts";
import {
  accessOf,
  makeChannel,
  makeContact,
  makeConversation,
  makeInteraction,
  makePerson,
  makeQueue,
  type TestHub,
  testHub,
} from "../../../test/factories.ts";
import type { RoutingRule } from "../../contract/queues.ts";
import type { Access } from "../../permissions/access.ts";
import { dryRun } from "./dry-run.ts";
import { listRules } from "./queries.ts";
import { setRules } from "./set-rules.ts";

let hub: TestHub;
let access: Access;
beforeAll(async () => {
  hub = await testHub();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());
beforeEach(() => hub.deps.db.delete(routingRules));

const nobody = "0198c0de-0000-7000-8000-000000000001";
const rule = (values: Partial<RoutingRule> = {}): RoutingRule => ({
  id: crypto.randomUUID(),
  name: "A rule",
  isEnabled: true,
  conditions: {},
  actions: { priority: 1 },
  ...values,
});
const set = (rules: RoutingRule[]) => setRules(hub.deps, { access, rules });

describe("setting the rules", () => {
  test("keeps the list as it was given, in its order, and the same list twice is one", async () => {
    const rules = [rule({ name: "Z" }), rule({ name: "A", isEnabled: false }), rule({ name: "M" })];
    await set(rules);
    await set(rules);
    expect(await listRules(hub.deps)).toEqual(rules);
    await set(rules.toReversed().slice(1));
    expect(await listRules(hub.deps)).toEqual(rules.toReversed().slice(1));
    expect((await hub.events()).at(-1)).toMatchObject({ type: "routingRules.updated", data: {} });
    await set([]);
    expect(await listRules(hub.deps)).toEqual([]);
  });

  test("of two admins at once the later has their list whole", async () => {
    const common = rule();
    const lists = [1, 2, 3, 4].map((nth) => [
      common,
      ...Array.from({ length: 20 }, () => rule({ name: `By ${nth}` })),
    ]);
    await Promise.all(lists.map(set));
    const kept = await listRules(hub.deps);
    expect(lists).toContainEqual(kept);
  });

  test.each<[string, Partial<RoutingRule>]>([
    ["rules.1.actions.queueId", { actions: { queueId: nobody } }],
    [
      "rules.1.actions.requirements",
      { actions: { requirements: [{ skillId: nobody, level: 1, relaxAfterSeconds: 5 }] } },
    ],
    ["rules.1.conditions.channelIds", { conditions: { channelIds: [nobody] } }],
    ["rules.1.conditions.companyIds", { conditions: { companyIds: [nobody] } }],
    [
      "officeHours",
      {
        conditions: {
          hours: { officeHours: { timeZone: "Nowhere/Else", days: [], holidays: [] }, isWithin: true },
        },
      },
    ],
  ])("refuses %s that is not there, in a dry run too, and keeps the old ones", async (field, values) => {
    const before = [rule()];
    await set(before);
    const refusal = {
      code: "invalid",
      fields: { [field === "officeHours" ? "timeZone" : field]: expect.any(String) },
    };
    await expect(set([rule(), rule(values)])).rejects.toMatchObject(refusal);
    await expect(dryRun(hub.deps, { rules: [rule(), rule(values)] })).rejects.toMatchObject(refusal);
    expect(await listRules(hub.deps)).toEqual(before);
  });

  test("refuses an archived queue and an id given twice", async () => {
    const archived = await makeQueue(hub, { archivedAt: new Date() });
    await expect(set([rule({ actions: { queueId: archived.id } })])).rejects.toMatchObject({
      code: "invalid",
    });
    const twice = rule();
    await expect(set([twice, twice])).rejects.toMatchObject({ fields: { rules: "has an id twice" } });
  });
});

describe("a dry run", () => {
  test("shows where messages would go as new work, newest first, and changes nothing", async () => {
    const [sales, german] = [await makeQueue(hub, { priority: 4 }), await makeQueue(hub)];
    const channel = await makeChannel(hub, { queueId: sales.id });
    const old = await makeContact(hub, { name: "Ada" });
    const conversation = await makeConversation(hub, { channelId: channel.id, contactId: old.id });
    const first = await makeInteraction(hub, conversation, {
      text: "I  would\nlike to buy",
      contactId: old.id,
    });
    await makeInteraction(hub, conversation, { text: "An answer", authorId: access.personId });
    const second = await makeInteraction(hub, conversation, {
      text: "Hallo, ich habe eine Frage zu meiner Bestellung",
    });
    const rules = [
      rule({ conditions: { languages: ["de"] }, actions: { queueId: german.id } }),
      rule({ conditions: { words: ["BUY"] }, actions: { tags: ["hot"] } }),
      rule({ isEnabled: false, actions: { priority: 9 } }),
    ];
    const seq = (await hub.events()).length;
    const routed = await dryRun(hub.deps, { rules });
    expect(routed.slice(0, 2)).toMatchObject([
      {
        interactionId: second.id,
        conversationId: conversation.id,
        number: conversation.number,
        contactName: "Ada",
        channelId: channel.id,
        currentQueueId: null,
        queueId: german.id,
        priority: 0,
        tags: [],
        ruleIds: [rules[0]?.id],
      },
      {
        interactionId: first.id,
        preview: "I would like to buy",
        queueId: sales.id,
        priority: 4,
        tags: ["hot"],
        ruleIds: [rules[1]?.id],
      },
    ]);
    expect(await hub.events()).toHaveLength(seq);
    expect(await listRules(hub.deps)).toEqual([]);
  });

  test("knows who was new when they wrote", async () => {
    const queue = await makeQueue(hub);
    const rules = [rule({ conditions: { isKnownContact: false }, actions: { queueId: queue.id } })];
    const conversation = await makeConversation(hub);
    await makeInteraction(hub, conversation);
    expect((await dryRun(hub.deps, { rules }))[0]).toMatchObject({ queueId: null });
    const id = "00000000-0000-7000-8000-000000000002";
    const early = await makeConversation(hub);
    await makeInteraction(hub, early, { id });
    const found = (await dryRun(hub.deps, { rules })).find(({ interactionId }) => interactionId === id);
    expect(found).toMatchObject({ queueId: queue.id });
  });

  test("leaves out what machines send by themselves, and shows a hundred at most", async () => {
    const conversation = await makeConversation(hub);
    for (let nth = 0; nth < 105; nth++) await makeInteraction(hub, conversation, { text: `Text ${nth}` });
    const bounce = await makeInteraction(hub, conversation, { text: "Not delivered" });
    await hub.deps.db.insert(letters).values({ interactionId: bounce.id, nature: "bounce" });
    const routed = await dryRun(hub.deps, { rules: [] });
    expect(routed).toHaveLength(100);
    expect(routed[0]).toMatchObject({ preview: "Text 104", queueId: null, ruleIds: [] });
  });
});
