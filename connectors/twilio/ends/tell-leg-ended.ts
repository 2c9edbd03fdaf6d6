import type { LegChange } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { tellIfOver } from "./tell-if-over.ts";

export interface Left {
  legId: string;
  externalId: string;
  /** The caller's call. */
  caller: string;
}

/**
 * A party who talked is gone. Often that is because the caller has left, and the conference with them: then that is told,
 * whichever callback comes first, for else the caller would be taken to wait for somebody whose connection was lost.
 */
export async function tellLegEnded(
  running: RunningNumber,
  { legId, externalId, caller }: Left,
): Promise<void> {
  const { calls } = running.context;
  const change: LegChange = { state: "ended", externalId };
  if (!(await hasCallerEndedIt(running, caller))) return calls.tellLeg(legId, change);
  // One who goes on was sent elsewhere by the hub, or their hanging up is told at any moment.
  if (await tellIfOver(running, caller)) await calls.tellLeg(legId, change);
}

async function hasCallerEndedIt({ client }: RunningNumber, caller: string): Promise<boolean> {
  const named = await askLiving(client.conferences.list({ friendlyName: caller, limit: 1 }));
  const ended = named?.[0]?.status === "completed" ? named[0].reasonConferenceEnded : undefined;
  return ended?.startsWith("participant-with-end-conference-on-exit") ?? false;
}
