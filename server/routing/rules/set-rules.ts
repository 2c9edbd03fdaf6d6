import { sql } from "drizzle-orm";
import { routingRules } from "../../../db/schema/routing.ts";
import type { RoutingRule } from "../../contract/queues.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { refuseBadRules } from "./refuse-bad-rules.ts";

/** Makes these the rules, in this order. Of two admins at once the later has their list whole. */
export async function setRules(
  deps: Pick<Deps, "pool">,
  { access, rules }: { access: Access; rules: RoutingRule[] },
): Promise<void> {
  await transact(deps, async (tx) => {
    await tx.db.execute(sql`lock table routing_rules in share row exclusive mode`);
    await refuseBadRules(tx, rules);
    await tx.db.delete(routingRules);
    if (rules.length > 0) {
      await tx.db.insert(routingRules).values(rules.map((rule, position) => ({ ...rule, position })));
    }
    tx.append({ type: "routingRules.updated", actorId: access.personId, data: {} });
  });
}
