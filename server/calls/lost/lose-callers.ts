import { sql } from "drizzle-orm";
import { isDeadNode } from "../../lib/dead-node.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { doForEach } from "../do-for-each.ts";
import { loseCaller } from "./lose-caller.ts";

interface Where {
  id: string;
  nodeId: string | null;
}

/** A call arrives within a blink. */
const longestArrivalMs = 10_000;

/**
 * A caller whose own connection was at a node that is gone is lost until it is at another. So is a call that the hub died over
 * as it came: its carrier says it again, or it is over.
 */
export async function loseCallers(deps: Deps, { isAlone }: { isAlone: boolean }): Promise<void> {
  await doForEach(deps, await findAstray(deps, isAlone), ({ id, nodeId }) =>
    changeCall(deps, { id }, async (tx, held) => {
      const { call } = held;
      const isStill = nodeId === null ? call.stage === "arriving" : call.stage !== "ended";
      if (isStill && call.nodeId === nodeId) await loseCaller(tx, deps, held);
    }),
  );
}

/** Where this node is alone, all others are dead, however lately they were heard of. */
async function findAstray({ db, clock, nodeId }: Deps, isAlone: boolean): Promise<Where[]> {
  const latest = new Date(clock.now().getTime() - (isAlone ? 0 : longestArrivalMs));
  const { rows } = await db.execute<Where & Record<string, unknown>>(sql`
    select c.id, c.node_id as "nodeId" from calls c left join nodes n on n.id = c.node_id
    where c.stage <> 'ended' and c.lost_at is null and (
      c.node_id <> ${nodeId} and (${isAlone} or ${isDeadNode})
      or c.node_id is null and c.stage = 'arriving' and c.started_at <= ${latest})`);
  return rows;
}
