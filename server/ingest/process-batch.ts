import type pg from "pg";
import type { Deps } from "../lib/deps.ts";
import type { Accepted } from "./accepted.ts";
import { decide } from "./decide.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { readState } from "./read-state.ts";
import { decideReceipts, type ReceiptItem } from "./receipts.ts";
import { write } from "./write.ts";

const lockSql = `
  select pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(key, 0) as k from unnest($1::text[]) key order by 1) sorted`;

const takeSql = `
  update inbound set state = 'done', interaction_id = case when id = any($3::uuid[]) then id end, processed_at = now()
  where id = any($1::uuid[]) and node_id = $2 and state = 'accepted' returning id`;

/**
 * Processes accepted rows in one transaction of two round trips: locks and reads, then all writes and COMMIT. Rows that
 * another node has taken over are left to it. Gives the receipts whose message is not there yet: they stay accepted.
 */
export async function processBatch(
  deps: Pick<Deps, "nodeId">,
  client: pg.Client,
  items: Accepted[],
): Promise<Accepted[]> {
  const prepared = items.flatMap((item) => prepare(item) ?? []);
  const receipts = items.filter((item): item is ReceiptItem => item.item.type === "receipt");
  try {
    const [, , taken, state, sent] = await Promise.all([
      client.query("begin"),
      lock(client, prepared),
      take(client, deps.nodeId, items),
      readState(client, prepared),
      readReceipts(client, receipts),
    ]);
    const writes = decide(state, prepared.filter(({ id }) => taken.has(id)));
    await write(client, writes);
    return [];
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}
