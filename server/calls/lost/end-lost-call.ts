import { sql } from "drizzle-orm";
import { isDeadNode } from "../../lib/dead-node.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Tx } from "../../lib/transact.ts";
import { changeCall } from "../change-call.ts";
import { closeCall } from "../close-call.ts";
import { endLater, givenUpAt } from "./lose-caller.ts";

const soonMs = 1_000;

/** Ends a call whose caller has not come back in time; one who came back and was lost anew has a later job. */
export async function endLostCall(deps: Deps, { callId }: { callId: string }): Promise<void> {
  await changeCall(deps, { id: callId }, async (tx, held) => {
    const { call, now } = held;
    if (!call.lostAt) return;
    const endsAt = givenUpAt(deps.carriers, call.lostAt);
    // The clock that jobs run by may be ahead of this one, and nobody else looks after a lost caller.
    if (now < endsAt) return endLater(tx, call, new Date(endsAt.getTime() + soonMs));
    // A node that was only out of reach for a while has kept its callers.
    if (call.nodeId && (await isAlive(tx, call.nodeId))) call.lostAt = null;
    else await closeCall(tx, held, "dropped");
  });
}

async function isAlive(tx: Tx, nodeId: string): Promise<boolean> {
  const { rows } = await tx.db.execute(sql`select from nodes n where n.id = ${nodeId} and not ${isDeadNode}`);
  return rows.length > 0;
}
