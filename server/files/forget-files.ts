import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import { lockBytes } from "./bytes-lock.ts";

const dayMs = 86_400_000;
const atOnce = 200;

/** Deletes uploads that nobody sent and no call flow names within a day, and of their bytes those that no other row names. */
export async function forgetFiles(
  deps: Pick<Deps, "pool" | "clock" | "files">,
  stopping: AbortSignal,
): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - dayMs);
  for (let isMore = true; isMore && !stopping.aborted; ) {
    const { rows } = await deps.pool.query<{ sha256: string }>(deleteSql, [before, atOnce]);
    for (const sha256 of new Set(rows.map((row) => row.sha256))) await removeBytes(deps, sha256);
    isMore = rows.length === atOnce;
  }
}

// What came in and is not processed yet, or is in quarantine, names its files in its own bytes alone. Those are no JSON
// to the database, which refuses some of what it may hold.
const namedBy = (inbound: string) => `
  select named[1] as id from ${inbound}
  cross join lateral regexp_matches(convert_from(i.item, 'UTF8'), '"id":"([0-9a-f-]{36})"', 'gi') named
  where position('"files":['::bytea in i.item) > 0`;

const waiting = namedBy("inbound_waiting w join inbound i on i.id = w.id");
const inQuarantine = namedBy("(select item from inbound where set_aside = 'quarantined') i");

const deleteSql = `
  with named as materialized (${waiting} union all ${inQuarantine})
  delete from files where interaction_id is null and id in (
    select f.id from files f
    where f.interaction_id is null and f.created_at < $1
      and not exists (select from named where lower(named.id) = f.id::text)
      and not exists (select from call_flow_sounds s where s.file_id = f.id)
    limit $2)
  returning sha256`;

async function removeBytes(deps: Pick<Deps, "pool" | "files">, sha256: string): Promise<void> {
  await transact(deps, async (tx) => {
    await lockBytes(tx, [sha256], "deleting");
    const { rowCount } = await tx.client.query("select from files where sha256 = $1 limit 1", [sha256]);
    if (rowCount === 0) await deps.files.remove(sha256);
  });
}
