import type { Deps } from "../lib/deps.ts";
import { cut, storable } from "../lib/plain-text.ts";
import { transact } from "../lib/transact.ts";
import type { Accepted } from "./accepted.ts";

/** Sets aside what cannot be processed, with its reason, until a person has it processed again or discards it. */
export async function quarantine(
  deps: Pick<Deps, "pool" | "nodeId">,
  item: Accepted,
  error: unknown,
): Promise<void> {
  const reason = cut(storable(error instanceof Error ? error.message : String(error)), 1_000);
  await transact(deps, async (tx) => {
    const { rowCount } = await tx.client.query(
      `with mine as (delete from inbound_waiting where node_id = $2 and id = $1 returning id)
      update inbound i set set_aside = 'quarantined', reason = $3, attempts = attempts + 1
      from mine where i.id = mine.id`,
      [item.id, deps.nodeId, reason],
    );
    if (!rowCount) return;
    tx.append({ type: "inbound.quarantined", data: { inboundId: item.id, channelId: item.channelId } });
  });
}
