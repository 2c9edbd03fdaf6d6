import type { ChannelSummary } from "../../../../server/contract/channels.ts";
import { useChannels } from "../../lib/directory.ts";

/** By which somebody can be written to first at such an address. */
export function useWritingChannels(kind: string): ChannelSummary[] {
  const channels = useChannels();
  return [...channels.values()].filter((one) => one.isEnabled && one.letters && one.reaches === kind);
}
