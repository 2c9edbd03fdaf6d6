import type { LegChange } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { askLiving } from "../rest-errors.ts";
import { isOver } from "./caller.ts";

interface Left {
  legId: string;
  externalId: string;
  /** The caller's call. */
  caller: string;
}

/**
 * A party who talked is gone. Often that is because the caller has left, and the conference with them: then that is told,
 * whichever callback comes first, for else the caller would be taken to wait for somebody whose connection was lost.
 */
export async function tellLegEnded(carrier: Carrier, { legId, externalId, caller }: Left): Promise<void> {
  const { calls } = carrier.context;
  const change: LegChange = { state: "ended", externalId };
  if (!(await hasCallerEndedIt(carrier, caller))) return calls.tellLeg(legId, change);
  const call = await askLiving(carrier.client.calls(caller).fetch());
  // One who goes on was sent elsewhere by the hub, or their hanging up is told at any moment.
  if (!isOver({ CallStatus: call?.status })) return;
  await calls.tell(caller, { type: "hungUp" });
  await calls.tellLeg(legId, change);
}

async function hasCallerEndedIt({ client }: Carrier, caller: string): Promise<boolean> {
  const named = await askLiving(client.conferences.list({ friendlyName: caller, limit: 1 }));
  const ended = named?.[0]?.status === "completed" ? named[0].reasonConferenceEnded : undefined;
  return ended?.startsWith("participant-with-end-conference-on-exit") ?? false;
}
