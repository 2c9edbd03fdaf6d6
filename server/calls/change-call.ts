import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { type Ask, askCarrier } from "./ask-carrier.ts";
import { failLeg } from "./fail-leg.ts";
import { type CallKey, type CallRow, type HeldCall, holdCall } from "./hold-call.ts";
import { findLeg } from "./legs.ts";
import { saveCall } from "./save-call.ts";

type Change<T> = (tx: Tx, held: HeldCall) => Promise<T>;

interface Committed<T> {
  result: T;
  call: CallRow;
  asks: Ask[];
}

/** Changes a call under its lock, then has its carrier do what that takes. Undefined where there is no such call. */
export async function changeCall<T>(deps: Deps, key: CallKey, change: Change<T>): Promise<T | undefined> {
  const committed = await commitCall(deps, key, change);
  if (committed) await followUp(deps, committed);
  return committed?.result;
}

/** The first half of it. */
export async function commitCall<T>(
  deps: Pick<Deps, "pool" | "clock">,
  key: CallKey,
  change: Change<T>,
): Promise<Committed<T> | undefined> {
  return transact(deps, async (tx) => {
    const held = await holdCall(tx, key, deps.clock.now());
    if (!held) return undefined;
    const result = await change(tx, held);
    await saveCall(tx, held);
    return { result, call: held.call, asks: held.asks };
  });
}

/** The second. A leg that the carrier does not even begin has failed. */
export async function followUp(
  deps: Deps,
  { call, asks }: Omit<Committed<unknown>, "result">,
): Promise<void> {
  for (const legId of await askCarrier(deps, call, asks)) {
    await changeCall(deps, { id: call.id }, async (tx, held) => {
      const leg = findLeg(held, legId);
      if (leg) await failLeg(tx, held, leg, "failed");
    });
  }
}
