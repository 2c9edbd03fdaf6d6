import { findNode } from "./flow/flow.ts";
import type { HeldCall } from "./hold-call.ts";

/** Twice is once. */
export function setOnHold(held: HeldCall, isHeld: boolean): void {
  if (held.call.isHeld === isHeld) return;
  held.call.isHeld = isHeld;
  // From then on nobody is to be talked with first.
  if (!isHeld) for (const leg of held.legs) leg.talksFirst = false;
  askForHold(held);
}

/** Has the carrier do what the row says. */
export function askForHold(held: HeldCall): void {
  const { isHeld } = held.call;
  held.asks.push({ type: "hold", isHeld, music: isHeld ? musicOf(held) : null });
}

/** What they heard while they waited. */
function musicOf({ call: { flow, queueId } }: HeldCall): string | null {
  for (const id of Object.keys(flow?.nodes ?? {})) {
    const node = flow && findNode(flow, id);
    if (node?.type === "queue" && node.queueId === queueId) return node.music;
  }
  return null;
}
