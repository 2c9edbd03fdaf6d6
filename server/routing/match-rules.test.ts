import { describe, expect, test } from "vitest";
import type { RoutingActions, RoutingConditions } from "../../db/schema/routing.ts";
import { type Arrival, matchRules } from "./match-rules.ts";

const arrival: Arrival = {
  channelId: "site",
  channelQueueId: "everyday",
  source: { kind: "paid", campaign: "Spring" },
  subject: "Order 4711",
  text: "Where is my parcel?",
  isKnownContact: true,
  companyId: "acme",
  language: () => "en",
  at: new Date("2031-01-06T10:00:00Z"),
};

const vip = { queueId: "vip" };
const rule = (id: string, actions: RoutingActions, conditions: RoutingConditions = {}) => ({
  id,
  actions,
  conditions,
});
const queueFor = (conditions: RoutingConditions, values: Partial<Arrival> = {}) =>
  matchRules([rule("one", vip, conditions)], { ...arrival, ...values }).queueId;

const mondayMorning = {
  timeZone: "UTC",
  days: [{ weekday: 1, spans: [{ from: 540, to: 720 }] }],
  holidays: [],
};

describe("each condition lets in what it names, and nothing else", () => {
  test.each<[string, RoutingConditions, Partial<Arrival>]>([
    ["channel", { channelIds: ["mail", "site"] }, { channelId: "phone" }],
    ["source", { sourceKinds: ["paid"] }, { source: { kind: "organic" } }],
    ["source, where none is known", { sourceKinds: ["paid"] }, { source: null }],
    [
      "campaign, whatever its case",
      { campaigns: ["SPRING"] },
      { source: { kind: "paid", campaign: "Springs" } },
    ],
    ["campaign, where there is none", { campaigns: ["spring"] }, { source: { kind: "paid" } }],
    ["somebody known", { isKnownContact: true }, { isKnownContact: false }],
    ["company", { companyIds: ["acme"] }, { companyId: "other" }],
    ["company, where there is none", { companyIds: ["acme"] }, { companyId: null }],
    ["language", { languages: ["de", "en"] }, { language: () => "fr" }],
    ["language, where it cannot be told", { languages: ["en"] }, { language: () => null }],
    ["word of the text", { words: ["refund", "PARCEL"] }, { text: "Where is my order?" }],
    ["word of the subject", { words: ["order 47"] }, { subject: null }],
    [
      "hours",
      { hours: { officeHours: mondayMorning, isWithin: true } },
      { at: new Date("2031-01-06T12:00:00Z") },
    ],
    ["outside hours", { hours: { officeHours: mondayMorning, isWithin: false } }, { at: arrival.at }],
  ])("%s", (name, conditions, other) => {
    const fitting = name === "outside hours" ? { at: new Date("2031-01-07T10:00:00Z") } : {};
    expect(queueFor(conditions, fitting)).toBe("vip");
    expect(queueFor(conditions, other)).toBe("everyday");
  });

  test("somebody new", () => {
    expect(queueFor({ isKnownContact: false })).toBe("everyday");
    expect(queueFor({ isKnownContact: false }, { isKnownContact: false })).toBe("vip");
  });
});

test.each([
  ["ПОСЫЛКА", "где моя посылка?"],
  ["straße", "Meine STRAßE"],
  ["注文", "注文はどこですか"],
  ["cafe\u0301", "Au CAFÉ"],
])("the word %s is found in “%s”", (word, text) => {
  expect(queueFor({ words: [word] }, { text })).toBe("vip");
});

test("words are looked for at the beginning of a very long text", () => {
  expect(queueFor({ words: ["parcel"] }, { text: `${"a".repeat(100_000)} parcel` })).toBe("everyday");
});

test("all that a rule names must hold", () => {
  expect(queueFor({ channelIds: ["site"], words: ["parcel"], languages: ["en"] })).toBe("vip");
  expect(queueFor({ channelIds: ["site"], words: ["refund"] })).toBe("everyday");
});

test("the first rule that says something about a matter decides it, later ones the rest", () => {
  const requirements = [{ skillId: "billing", level: 3, relaxAfterSeconds: null }];
  const routed = matchRules(
    [
      rule("no", { queueId: "never", priority: 9 }, { words: ["refund"] }),
      rule("first", { priority: 0 }),
      rule("second", { queueId: "vip", priority: 5 }),
      rule("third", { queueId: "other", requirements }),
      rule("late", { queueId: "other", priority: 7 }),
    ],
    arrival,
  );
  expect(routed).toEqual({
    queueId: "vip",
    priority: 0,
    requirements,
    tags: [],
    ruleIds: ["first", "second", "third"],
  });
});

test("the tags of all rules that hold are set, each once", () => {
  const { tags, ruleIds } = matchRules(
    [rule("a", { tags: ["sale", "hot"] }), rule("b", { tags: ["hot"] }), rule("c", { tags: ["new"] })],
    arrival,
  );
  expect(tags).toEqual(["sale", "hot", "new"]);
  expect(ruleIds).toEqual(["a", "c"]);
});

test("without a rule for it, work goes where its channel's goes", () => {
  expect(matchRules([], arrival)).toMatchObject({ queueId: "everyday", priority: null, ruleIds: [] });
  expect(matchRules([], { ...arrival, channelQueueId: null }).queueId).toBeNull();
});

test("what is said in is found out only where a rule asks for it", () => {
  const language = () => expect.unreachable("nobody asked");
  matchRules([rule("one", vip, { words: ["refund"], languages: ["en"] })], { ...arrival, language });
});
