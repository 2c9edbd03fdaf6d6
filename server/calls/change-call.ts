import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { type Ask, askCarrier, type LegAsk } from "./ask-carrier.ts";
import { askToRecord } from "./ask-to-record.ts";
import { failLeg } from "./fail-leg.ts";
import { type CallKey, type CallRow, type HeldCall, holdCall } from "./hold-call.ts";
import { findLeg, isOpen } from "./legs.ts";
import { letGo } from "./let-go.ts";
import { saveCall } from "./save-call.ts";
import { nameBeside } from "./supervise/name-beside.ts";
import { stayBeside } from "./supervise/stay-beside.ts";

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
    stayBeside(tx, held);
    askToRecord(held);
    await saveCall(tx, held);
    return { result, call: held.call, asks: held.asks.map((ask) => nameInAsk(held, ask)) };
  });
}

const nameInAsk = ({ legs }: HeldCall, ask: Ask): Ask =>
  "leg" in ask ? { ...ask, leg: nameBeside(legs, ask.leg) } : ask;

/** The second. A leg that the carrier does not even begin, or does not let into its role, is over. */
export async function followUp(
  deps: Deps,
  { call, asks }: Omit<Committed<unknown>, "result">,
): Promise<void> {
  const failed = await askCarrier(deps, call, asks);
  for (const { type, leg: asked } of failed.filter(isOfLeg)) {
    await changeCall(deps, { id: call.id }, async (tx, held) => {
      const leg = findLeg(held, asked.id);
      if (!leg || !isOpen(leg)) return;
      if (type === "join") await failLeg(tx, held, leg, "failed");
      else await letGo(tx, held, leg, "failed");
    });
  }
}

/** Those that a leg comes to nothing by. */
const isOfLeg = (ask: Ask): ask is LegAsk => ask.type === "join" || ask.type === "changeRole";
