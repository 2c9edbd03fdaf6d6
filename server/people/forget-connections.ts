import { sql } from "drizzle-orm";
import { isDeadNode } from "../lib/dead-node.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import { transact } from "../lib/transact.ts";
import { lockPeople } from "./lock-people.ts";
import { settlePhones } from "./settle-phones.ts";
import { takeOffline } from "./take-offline.ts";

/** Nodes that people are said to be connected to, but that were not heard of for ten seconds. */
export async function findDeadNodes(deps: Pick<Deps, "db">): Promise<string[]> {
  const { rows } = await deps.db.execute<{ id: string }>(sql`
    select distinct c.node_id as id from connections c left join nodes n on n.id = c.node_id
    where ${isDeadNode}`);
  return rows.map(({ id }) => id);
}

/** Clears the connections of dead nodes; whoever came to no other is offline. */
export async function forgetConnections(
  deps: Pick<Deps, "pool" | "clock">,
  nodeIds: readonly string[],
): Promise<void> {
  await transact(deps, async (tx) => {
    const dead = uuids(nodeIds);
    const { rows } = await tx.db.execute<{ id: string }>(
      sql`select distinct person_id as id from connections where node_id = any(${dead}::uuid[])`,
    );
    const personIds = rows.map(({ id }) => id);
    await lockPeople(tx, personIds);
    await tx.db.execute(sql`
      delete from connections where node_id = any(${dead}::uuid[]) and person_id = any(${uuids(personIds)}::uuid[])`);
    await takeOffline(tx, personIds, deps.clock.now());
    await settlePhones(tx, personIds);
  });
}
