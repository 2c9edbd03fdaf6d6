import type { CallRef, LegRef } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { tellIfOver } from "./tell-if-over.ts";
import { tellLegIfOver } from "./tell-leg-if-over.ts";

/** What Twilio told before, by three tries at the most, is read from the calls themselves. */
export async function tellEnds(
  running: RunningNumber,
  { externalId }: CallRef,
  legs: LegRef[],
): Promise<void> {
  if (await tellIfOver(running, externalId)) return;
  await Promise.all(legs.map((leg) => tellLeg(running, externalId, leg)));
}

async function tellLeg(running: RunningNumber, caller: string, { id, externalId }: LegRef): Promise<void> {
  if (!externalId) return;
  const call = await askLiving(running.client.calls(externalId).fetch());
  const fields = { CallStatus: call?.status ?? "completed", To: call?.to };
  await tellLegIfOver(running, { legId: id, externalId, caller }, fields);
}
