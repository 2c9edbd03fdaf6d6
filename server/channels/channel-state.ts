import type { ChannelState } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { Lease } from "../lib/lease.ts";

/** Small and durable. Under a lease it moves only while this node's fence is the current one. */
export function channelState(
  deps: Pick<Deps, "pool">,
  channelId: string,
  lease: Lease | undefined,
): ChannelState {
  return {
    async get(key) {
      const { rows } = await deps.pool.query(
        "select value from channel_state where channel_id = $1 and key = $2",
        [channelId, key],
      );
      return rows[0]?.value;
    },
    async set(key, value) {
      const row = [channelId, key, JSON.stringify(value)];
      const { rowCount } = lease
        ? await deps.pool.query(
            `with held as (select from leases where name = $4 and fence = $5 for share) ${write("held")}`,
            [...row, lease.name, lease.fence],
          )
        : await deps.pool.query(write("(select) as free"), row);
      if (rowCount === 0) throw new Error("Another node runs this channel now.");
    },
  };
}

const write = (source: string) => `insert into channel_state (channel_id, key, value)
  select $1::uuid, $2::text, $3::jsonb from ${source}
  on conflict (channel_id, key) do update set value = excluded.value`;
