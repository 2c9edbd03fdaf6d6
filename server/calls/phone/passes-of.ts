import type { Voice } from "../../../connectors/contract.ts";
import type { Deps } from "../../lib/deps.ts";
import { listCarryingChannels } from "../queries.ts";

/** What each account that carries calls gives, once however many channels share it; one that gives nothing is left out. */
export async function passesOf<Pass extends object>(
  deps: Deps,
  ask: (voice: Voice, connector: string) => Promise<Pass | undefined>,
): Promise<Pass[]> {
  const accounts = new Map<string, { channelId: string; connector: string; voice: Voice }>();
  for (const { id, connector } of await listCarryingChannels(deps)) {
    const voice = deps.carriers.voiceOf(id);
    const key = JSON.stringify([connector, voice?.account]);
    if (voice && !accounts.has(key)) accounts.set(key, { channelId: id, connector, voice });
  }
  const passes = await Promise.all(
    [...accounts.values()].map(async ({ channelId, connector, voice }) => {
      try {
        return await ask(voice, connector);
      } catch (err) {
        // The others still carry theirs.
        deps.log.warn({ err, channelId }, "A carrier gave no pass");
        return undefined;
      }
    }),
  );
  return passes.filter((pass) => pass !== undefined);
}
