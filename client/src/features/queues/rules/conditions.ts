import type { RoutingConditions, RoutingRule } from "../../../../../server/contract/queues.ts";

/** What the page can ask for, in the order in which it shows it. */
export const conditions = [
  "channelIds",
  "words",
  "isKnownContact",
  "languages",
  "sourceKinds",
  "campaigns",
  "companyIds",
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

/** Whether it can be kept: a condition that asks for nothing would hold for all that comes in. */
export const isComplete = ({ name, conditions }: RoutingRule): boolean =>
  name.trim() !== "" && !Object.values(conditions).some(isEmptyList);

/** A rule as the hub takes it: without lists of nothing to do. */
export const asSent = (rule: RoutingRule): RoutingRule => ({
  ...rule,
  actions: Object.fromEntries(Object.entries(rule.actions).filter(([, value]) => !isEmptyList(value))),
});

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;
