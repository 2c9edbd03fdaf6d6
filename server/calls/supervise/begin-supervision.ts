import { randomUUID } from "node:crypto";
import { callLegs } from "../../../db/schema/calls.ts";
import type { SupervisionMode } from "../../contract/supervision.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { beginLeg } from "../legs/begin-leg.ts";
import { isOpen, mostLegs } from "../legs/legs.ts";
import { refuseUnlessFree } from "../legs/refuse-unless-free.ts";
import { addSupervision, roles } from "./supervisions.ts";

interface Beginning {
  personId: string;
  beside: LegRow;
  mode: SupervisionMode;
}

/** Connects somebody to a call that they are not in. @throws AppError `conflict` */
export async function beginSupervision(
  tx: Tx,
  { carriers }: Pick<Deps, "carriers">,
  held: HeldCall,
  { personId, beside, mode }: Beginning,
): Promise<void> {
  const { call, legs } = held;
  if (!carriers.voiceOf(call.channelId)?.changeRole)
    throw new AppError("conflict", "What carries this call lets nobody attend it.");
  if (legs.filter(isOpen).length >= mostLegs) throw new AppError("conflict", "This call is full.");
  await refuseUnlessFree(tx, personId);
  const takesPlace = mode === "takeOver";
  // A usual id begins with its time, and would tell since when they have listened, should they talk later on.
  const to = { id: randomUUID(), personId, role: roles[mode], byLegId: beside.id, takesPlace };
  const leg = await beginLeg(tx, held, to, { timeoutSeconds: carriers.connectSeconds });
  await tx.db.insert(callLegs).values(leg);
  await addSupervision(tx, held, leg, mode);
}
