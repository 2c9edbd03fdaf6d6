import type { MyCall, PhonePass } from "../contract/calls.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { showWorkOf } from "../routing/work/show-work.ts";
import { listCarryingChannels, listOwnLegs, presentCalls } from "./queries.ts";

/** What a person's browser needs to carry their legs, one pass for each connector, and the calls that they are in. */
export async function getMyPhone(
  deps: Deps,
  { access }: { access: Access },
): Promise<{ passes: PhonePass[]; calls: MyCall[] }> {
  const [passes, calls] = await Promise.all([passesFor(deps, access.personId), callsOf(deps, access)]);
  return { passes, calls };
}

async function passesFor(deps: Deps, personId: string): Promise<PhonePass[]> {
  const carrying = new Map<string, string>();
  for (const { id, connector } of await listCarryingChannels(deps)) {
    if (!carrying.has(connector) && deps.carriers.voiceOf(id)) carrying.set(connector, id);
  }
  const passes = [...carrying].map(async ([connector, channelId]): Promise<PhonePass[]> => {
    try {
      const pass = await deps.carriers.voiceOf(channelId)?.pass(personId);
      return pass ? [{ connector, ...pass }] : [];
    } catch (err) {
      // The others still carry theirs.
      deps.log.warn({ err, channelId }, "A carrier gave no pass");
      return [];
    }
  });
  return (await Promise.all(passes)).flat();
}

async function callsOf(deps: Deps, access: Access): Promise<MyCall[]> {
  const legs = await listOwnLegs(deps, access.personId);
  const calls = await presentCalls(
    deps,
    legs.map(({ callId }) => callId),
  );
  const mine = legs.map(async ({ callId, legId, connector }): Promise<MyCall[]> => {
    const call = calls.get(callId);
    if (!call) return [];
    const workItem = await showWorkOf(deps, { access, conversationId: call.conversationId });
    return [{ call, legId, connector, workItem: workItem ?? null }];
  });
  return (await Promise.all(mine)).flat();
}
