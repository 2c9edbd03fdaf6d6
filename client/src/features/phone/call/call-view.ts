import type { BrowserLegState } from "../../../../../connectors/contract.ts";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { isAsked, ownLeg } from "./own-leg.ts";

export type CallView = "asked" | "dialling" | "ringing" | "connecting" | "lost" | "held" | "talking";

/** How a call of one's own is, by the hub's row and by what the browser that carries the leg says. */
export function viewOf(one: MyCall, carried: BrowserLegState | undefined, me: string): CallView {
  if (carried === undefined && isAsked(one, me)) return "asked";
  const { stage } = one.call;
  if (stage === "dialling" || stage === "ringing") return stage;
  if (!ownLeg(one)?.connectedAt) return "connecting";
  // After a reload the leg is connected at the hub, and not yet here.
  if (carried !== "connected") return "lost";
  return one.call.isHeld ? "held" : "talking";
}

/** What can be done only while the two hear each other, or could. */
export const isTalking = (view: CallView): boolean => view === "talking" || view === "held";
