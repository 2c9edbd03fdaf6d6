import type { SupervisionMode } from "../../contract/supervision.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { checkLegLater } from "../legs/check-leg-later.ts";
import { takePlace } from "../legs/connect-leg.ts";
import { isConnecting, legRefOf } from "../legs/legs.ts";
import { addSupervision, closeSupervision, roles, type SupervisionRow } from "./supervisions.ts";

interface Changing {
  leg: LegRow;
  supervision: SupervisionRow;
  beside: LegRow;
  mode: SupervisionMode;
}

/** Goes on with the same leg, so that nobody hears a break. @throws AppError `conflict` while it is being connected */
export async function changeMode(
  tx: Tx,
  deps: Pick<Deps, "carriers">,
  held: HeldCall,
  { leg, supervision, beside, mode }: Changing,
): Promise<void> {
  if (isConnecting(leg)) throw new AppError("conflict", "You are still being connected.");
  await closeSupervision(tx, held, leg, { wasConnected: true, next: mode });
  await addSupervision(tx, held, leg, mode);
  leg.byLegId = beside.id;
  leg.takesPlace = mode === "takeOver";
  const before = roles[supervision.mode];
  if (before === "talk" && leg.takesPlace) return takePlace(tx, held, leg);
  leg.role = roles[mode];
  if (leg.role === "talk") await connectAnew(tx, deps, held, leg);
  held.asks.push({ type: "changeRole", leg: legRefOf(leg) });
}

/** To the caller, for whom they come in now. */
async function connectAnew(
  tx: Tx,
  { carriers }: Pick<Deps, "carriers">,
  { now }: HeldCall,
  leg: LegRow,
): Promise<void> {
  Object.assign(leg, { state: "connecting", startedAt: now, connectedAt: null });
  await checkLegLater(tx, leg, { now, timeoutSeconds: carriers.connectSeconds });
}
