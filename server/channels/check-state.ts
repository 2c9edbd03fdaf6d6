import type { ChannelState } from "../../connectors/contract.ts";
import type { Tx } from "../lib/transact.ts";

/** The state of a check, which ends with it but for what lasts. */
export function checkState(lasting: ChannelState): ChannelState {
  const own = new Map<string, unknown>();
  return {
    get: async (key) => (own.has(key) ? own.get(key) : lasting.get(key)),
    async set(key, value, options) {
      own.set(key, value);
      if (options?.lasts) await lasting.set(key, value);
    },
  };
}

/** What lasts for a channel that is not there yet. */
export type StateAside = Map<string, unknown>;

export const stateAside = (kept: StateAside): ChannelState => ({
  get: async (key) => kept.get(key),
  set: async (key, value) => void kept.set(key, value),
});

/** Keeps it as that of the channel, which is made in the same transaction. */
export async function keepStateAside(tx: Tx, channelId: string, kept: StateAside): Promise<void> {
  for (const [key, value] of kept)
    await tx.client.query("insert into channel_state (channel_id, key, value) values ($1, $2, $3::jsonb)", [
      channelId,
      key,
      JSON.stringify(value),
    ]);
}
