import type { LastVoice } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";

/** What ends a channel's calls and has what was recorded of them, also where it was turned off. */
export const lastVoiceOf = async (
  { carriers }: Pick<Deps, "carriers">,
  channelId: string,
): Promise<LastVoice | undefined> => carriers.voiceOf(channelId) ?? carriers.lastVoiceOf(channelId);
