import { asc } from "drizzle-orm";
import { routingRules } from "../../../db/schema/routing.ts";
import type { RoutingRule } from "../../contract/queues.ts";
import type { Deps } from "../../lib/deps.ts";

/** In their order. */
export async function listRules({ db }: Pick<Deps, "db">): Promise<RoutingRule[]> {
  const { id, name, isEnabled, conditions, actions } = routingRules;
  return db
    .select({ id, name, isEnabled, conditions, actions })
    .from(routingRules)
    .orderBy(asc(routingRules.position));
}
