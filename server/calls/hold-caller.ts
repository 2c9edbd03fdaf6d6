import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { changeOwnCall } from "./change-own-call.ts";
import { findNode } from "./flow/flow.ts";
import type { HeldCall } from "./hold-call.ts";
import { getOwnLeg } from "./legs.ts";

/** Has the caller hear music and nobody, or everybody again. */
export async function holdCaller(
  deps: Deps,
  { access, callId, isHeld }: { access: Access; callId: string; isHeld: boolean },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (_tx, held) => {
    getOwnLeg(held, access.personId);
    if (held.call.isHeld === isHeld) return;
    held.call.isHeld = isHeld;
    askToHold(held);
  });
}

/** Has the carrier do what the row says. */
export function askToHold(held: HeldCall): void {
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
