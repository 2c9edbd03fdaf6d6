import type { MyCall, PhonePass } from "../../contract/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { showWorkOf } from "../../routing/work/show-work.ts";
import { listOwnLegs } from "../queries.ts";
import { showCalls } from "../show-calls.ts";
import { findOwnSupervisions, findWhisperers } from "../supervise/queries.ts";
import { passesOf } from "./passes-of.ts";

/** What a person's browser needs to carry their legs, one pass for each account, and the calls that they are in. */
export async function getMyPhone(
  deps: Deps,
  { access }: { access: Access },
): Promise<{ passes: PhonePass[]; calls: MyCall[] }> {
  const [passes, calls] = await Promise.all([passesFor(deps, access), callsOf(deps, access)]);
  return { passes, calls };
}

const passesFor = (deps: Deps, { personId }: Access): Promise<PhonePass[]> =>
  passesOf(deps, async (voice, connector) => ({
    connector,
    account: voice.account ?? null,
    ...(await voice.pass(personId)),
  }));

async function callsOf(deps: Deps, access: Access): Promise<MyCall[]> {
  const legs = await listOwnLegs(deps, access.personId);
  const calls = await showCalls(
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
