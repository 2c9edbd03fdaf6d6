import { type CallRef, ConnectorError, type LegRef } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";

/** Whoever whispers is heard by one call alone, and never without it: then all would hear them. */
export async function findCoached(
  running: RunningNumber,
  conferenceSid: string | undefined,
  { role, by }: Pick<LegRef, "role" | "by">,
): Promise<string | undefined> {
  if (role !== "whisper") return undefined;
  const coached = conferenceSid && by && (await findCallOf(running, conferenceSid, by));
  if (!coached) throw new ConnectorError("rejected", "Whoever was to be whispered to is not in the call.");
  return coached;
}

/** Participants are found by the name of their leg. */
export async function findCallOf(
  { client }: RunningNumber,
  conferenceSid: string,
  label: string,
): Promise<CallRef["externalId"] | undefined> {
  const participant = await askLiving(client.conferences(conferenceSid).participants(label).fetch());
  return participant?.callSid;
}
