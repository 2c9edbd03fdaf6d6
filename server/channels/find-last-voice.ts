import type { LastVoice } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { type OpenParts, openContext } from "./open-context.ts";
import { findRow } from "./queries.ts";

/** What can be asked of the carrier of a channel that is off, by the settings that are kept of it. */
export async function findLastVoice(
  deps: Deps,
  { connectors, ...parts }: OpenParts,
  channelId: string,
): Promise<LastVoice | undefined> {
  const channel = await findRow(deps, channelId);
  const connector = connectors.find(({ id }) => id === channel?.connector);
  if (!channel || !connector?.lastVoice) return undefined;
  return connector.lastVoice(openContext(deps, { channel, connector, lease: undefined, ...parts }).context);
}
