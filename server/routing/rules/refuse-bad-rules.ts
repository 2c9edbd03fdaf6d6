import type { RoutingRule } from "../../contract/queues.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import { refuseBadOfficeHours } from "../../workspace/office-hours.ts";
import { namedBy, refuseUnknown, skillsOf } from "../refuse-unknown.ts";

/** What the schema cannot say of rules. @throws AppError `invalid` */
export async function refuseBadRules(tx: Tx, rules: readonly RoutingRule[]): Promise<void> {
  if (new Set(rules.map(({ id }) => id)).size < rules.length) {
    throw new AppError("invalid", "Some fields are not right.", { fields: { rules: "has an id twice" } });
  }
  for (const { conditions } of rules) {
    if (conditions.hours) refuseBadOfficeHours(conditions.hours.officeHours);
  }
  await refuseUnknown(tx, rules.flatMap(namedByRule));
}

const namedByRule = ({ conditions, actions }: RoutingRule, nth: number) => {
  const field = `rules.${nth}`;
  return [
    ...namedBy("channel", conditions.channelIds, `${field}.conditions.channelIds`),
    ...namedBy("company", conditions.companyIds, `${field}.conditions.companyIds`),
    ...namedBy("queue", actions.queueId ? [actions.queueId] : [], `${field}.actions.queueId`),
    ...skillsOf(actions.requirements, `${field}.actions.requirements`),
  ];
};
