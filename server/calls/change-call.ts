import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { type Ask, askCarrier, isOfLeg, isOfState } from "./asks/ask-carrier.ts";
import { askToRecord } from "./asks/ask-to-record.ts";
import { confirmAsk } from "./asks/confirm-ask.ts";
import { type Owed, oweAsks, settleOwed } from "./asks/owe-asks.ts";
import { type CallRow, type HeldCall, holdCall } from "./hold-call.ts";
import { failLeg } from "./legs/fail-leg.ts";
import { findLeg, isOpen } from "./legs/legs.ts";
import { letGo } from "./legs/let-go.ts";
import { settleSight } from "./legs/settle-sight.ts";
import type { CallKey } from "./lock-call.ts";
import { noteOffRecord } from "./recordings/note-off-record.ts";
import { saveCall } from "./save-call.ts";
import { nameBeside } from "./supervise/name-beside.ts";
import { stayBeside } from "./supervise/stay-beside.ts";

type Change<T> = (tx: Tx, held: HeldCall) => Promise<T>;

interface Committed<T> {
  result: T;
  call: CallRow;
  asks: Ask[];
  owed: Owed | undefined;
}

/** Changes a call under its lock, then has its carrier do what that takes. Undefined where there is no such call. */
export async function changeCall<T>(deps: Deps, key: CallKey, change: Change<T>): Promise<T | undefined> {
  const committed = await commitCall(deps, key, change);
  if (committed) await followUp(deps, committed);
  return committed?.result;
}

/** The first half of it. */
export async function commitCall<T>(
  deps: Pick<Deps, "pool" | "clock" | "carriers">,
  key: CallKey,
  change: Change<T>,
): Promise<Committed<T> | undefined> {
  return transact(deps, async (tx) => {
    const held = await holdCall(tx, key, deps.clock.now());
    if (!held) return undefined;
    const result = await change(tx, held);
    stayBeside(tx, held);
    await settleSight(tx, held);
    askToRecord(deps, held);
    noteOffRecord(held);
    await saveCall(tx, held);
    const owed = await oweAsks(tx, held);
    return { result, call: held.call, asks: held.asks.map((ask) => nameInAsk(held, ask)), owed };
  });
}

const nameInAsk = ({ legs }: HeldCall, ask: Ask): Ask =>
  "leg" in ask ? { ...ask, leg: nameBeside(legs, ask.leg) } : ask;

/**
 * The second half; gives what was not done. A leg that the carrier does not even begin, or does not let into its role, is over; for
 * all else it is asked again.
 */
export async function followUp(
  deps: Deps,
  { call, asks, owed }: Omit<Committed<unknown>, "result">,
): Promise<Ask[]> {
  const failed = await askCarrier(deps, call, asks);
  if (owed) await settleOwed(deps, owed, failed);
  await confirmAsked(deps, { call, asks }, failed);
  for (const { type, leg: asked } of failed.filter(isOfLeg)) {
    await changeCall(deps, { id: call.id }, async (tx, held) => {
      const leg = findLeg(held, asked.id);
      if (!leg || !isOpen(leg)) return;
      if (type === "join") await failLeg(tx, held, leg, "failed");
      else await letGo(tx, held, leg, { reason: "failed" });
    });
  }
  return failed;
}

/** Takes over what was done of how a call is to be. */
export async function confirmAsked(
  deps: Deps,
  { call, asks }: Pick<HeldCall, "call" | "asks">,
  failed: readonly Ask[],
): Promise<void> {
  const done = asks.filter(isOfState).filter((ask) => !failed.includes(ask));
  if (done.length === 0 || call.externalId === null) return;
  await changeCall(deps, { id: call.id }, async (_tx, held) => {
    for (const ask of done) confirmAsk(held, ask);
  });
}
