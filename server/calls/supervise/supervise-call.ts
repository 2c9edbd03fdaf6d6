import type { SupervisionMode } from "../../contract/supervision.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { changeOwnCall } from "../change-own-call.ts";
import { isOpen } from "../legs/legs.ts";
import { beginSupervision } from "./begin-supervision.ts";
import { changeMode } from "./change-mode.ts";
import { findBeside } from "./find-beside.ts";
import { refuseOwner } from "./refuse-owner.ts";
import { refuseUnlessLed } from "./refuse-unless-led.ts";
import { findSupervision, roles } from "./supervisions.ts";

/**
 * Lets somebody attend a call of those they lead, or go on attending it in another way. The same again changes nothing.
 * @throws AppError `forbidden`, or `conflict` where it cannot be attended, or not by them now
 */
export async function superviseCall(
  deps: Deps,
  { access, callId, mode }: { access: Access; callId: string; mode: SupervisionMode },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    await refuseUnlessLed(tx, access, held);
    const own = held.legs.find((leg) => leg.personId === access.personId && isOpen(leg));
    const supervision = own && (await findSupervision(tx, own.id));
    if (own && !supervision) throw new AppError("forbidden", "You are in this call yourself.");
    if (supervision?.mode === mode) return;
    if (supervision?.mode === "takeOver")
      throw new AppError("conflict", "You have taken this call over already.");
    if (roles[mode] !== "talk") refuseOwner(held, access.personId);
    const beside = findBeside(held, access.personId);
    if (!beside) throw new AppError("conflict", "No colleague talks in this call now.");
    if (own && supervision) await changeMode(tx, deps, held, { leg: own, supervision, beside, mode });
    else await beginSupervision(tx, deps, held, { personId: access.personId, beside, mode });
  });
}
