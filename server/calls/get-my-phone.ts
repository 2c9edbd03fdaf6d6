import type { Voice } from "../../connectors/contract.ts";
import type { MyCall, PhonePass } from "../contract/calls.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { showWorkOf } from "../routing/work/show-work.ts";
import { listCarryingChannels, listOwnLegs, presentCalls } from "./queries.ts";
import { findOwnSupervisions, findWhisperers } from "./supervise/queries.ts";

/** What a person's browser needs to carry their legs, one pass for each account, and the calls that they are in. */
export async function getMyPhone(
  deps: Deps,
  { access }: { access: Access },
): Promise<{ passes: PhonePass[]; calls: MyCall[] }> {
  const [passes, calls] = await Promise.all([passesFor(deps, access.personId), callsOf(deps, access)]);
  return { passes, calls };
}

async function passesFor(deps: Deps, personId: string): Promise<PhonePass[]> {
  const accounts = new Map<string, { channelId: string; connector: string; voice: Voice }>();
  for (const { id, connector } of await listCarryingChannels(deps)) {
    const voice = deps.carriers.voiceOf(id);
    const key = JSON.stringify([connector, voice?.account]);
    if (voice && !accounts.has(key)) accounts.set(key, { channelId: id, connector, voice });
  }
  const passes = [...accounts.values()].map(async ({ channelId, connector, voice }): Promise<PhonePass[]> => {
    try {
      return [{ connector, account: voice.account ?? null, ...(await voice.pass(personId)) }];
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
  const legIds = legs.map(({ legId }) => legId);
  const [supervisions, whisperers] = await Promise.all([
    findOwnSupervisions(deps, legIds),
    findWhisperers(deps, legIds),
  ]);
  const mine = legs.map(async ({ callId, legId, connector }): Promise<MyCall[]> => {
    const call = calls.get(callId);
    if (!call) return [];
    const workItem = await showWorkOf(deps, { access, conversationId: call.conversationId });
    const voice = deps.carriers.voiceOf(call.channelId);
    const carried = {
      connector,
      account: voice?.account ?? null,
      isPretend: voice?.pretendCall !== undefined,
      isRecordedHere: voice !== undefined && voice.record === undefined,
    };
    const attended = {
      supervision: supervisions.get(legId) ?? null,
      whispererIds: whisperers.get(legId) ?? [],
    };
    return [{ call, legId, ...carried, workItem: workItem ?? null, ...attended }];
  });
  return (await Promise.all(mine)).flat();
}
