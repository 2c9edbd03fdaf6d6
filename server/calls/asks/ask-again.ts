import type { Deps } from "../../lib/deps.ts";
import type { Jobs } from "../../lib/jobs.ts";
import { transact } from "../../lib/transact.ts";
import { confirmAsked } from "../change-call.ts";
import { type HeldCall, holdCall } from "../hold-call.ts";
import { findLeg, legRefOf } from "../legs/legs.ts";
import { askForHold } from "../set-on-hold.ts";
import { storedSteps } from "../stored-steps.ts";
import { nameBeside } from "../supervise/name-beside.ts";
import { askCarrier } from "./ask-carrier.ts";
import { recordStateOf } from "./ask-to-record.ts";

/** Asks a carrier for what it did not do, or was never asked, as things stand now. @throws Error until all is done */
export async function askAgain(deps: Deps, { callId, asks }: Jobs["askAgain"]): Promise<void> {
  const held = await transact(deps, async (tx) => {
    const found = await holdCall(tx, { id: callId }, deps.clock.now());
    for (const ask of asks) if (found) askAnew(found, ask);
    return found;
  });
  if (!held) return;
  const failed = await askCarrier(deps, held.call, held.asks);
  await confirmAsked(deps, held, failed);
  if (failed.length > 0) throw new Error("A carrier has not done yet what it was asked for.");
}

/** Where it still means something. */
function askAnew(held: HeldCall, { type, legId = "" }: Jobs["askAgain"]["asks"][number]): void {
  const { call, legs, asks } = held;
  const leg = findLeg(held, legId);
  if (type === "hangUp") asks.push({ type });
  if (type === "drop" && leg?.state === "ended") asks.push({ type, leg: nameBeside(legs, legRefOf(leg)) });
  if (call.stage === "ended") return;
  if (type === "record") asks.push({ type, state: recordStateOf(call) });
  if (type === "hold" && call.stage === "active") askForHold(held);
  if (type === "steer" && call.stage !== "active") asks.push({ type, steps: storedSteps(call) });
}
