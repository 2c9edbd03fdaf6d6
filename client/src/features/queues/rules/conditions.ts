import type { RoutingConditions, RoutingRule } from "../../../../../server/contract/queues.ts";

/** What the page can ask for, in the order in which it shows it. */
export const conditions = [
  "channelIds",
  "words",
  "isKnownContact",
  "languages",
  "sourceKinds",
  "campaigns",
  "hours",
] as const satisfies (keyof RoutingConditions)[];
export type Condition = (typeof conditions)[number];

const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const workdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: [{ from: 540, to: 1_080 }] }));

/** What a condition that was just added asks for; a list still asks for nothing. */
export function startOf<Key extends Condition>(condition: Key): RoutingConditions[Key];
export function startOf(condition: Condition): RoutingConditions[Condition] {
  if (condition === "isKnownContact") return true;
  if (condition !== "hours") return [];
  return { isWithin: false, officeHours: { timeZone: timeZone(), days: workdays, holidays: [] } };
}

/** A rule as the hub takes it: without lists that ask for nothing. */
export const asSent = (rule: RoutingRule): RoutingRule => ({
  ...rule,
  conditions: withoutEmpty(rule.conditions),
  actions: withoutEmpty(rule.actions),
});

function withoutEmpty<Part extends object>(part: Part): Part {
  const kept = Object.entries(part).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(kept) as Part;
}
