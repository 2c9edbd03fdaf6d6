import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { changeOwnCall } from "../change-own-call.ts";
import { isOpen } from "../legs/legs.ts";
import { letGo } from "../legs/let-go.ts";
import { refuseOwner } from "./refuse-owner.ts";
import { findSupervision } from "./supervisions.ts";

/** Lets somebody attend a call no more. Twice is once. @throws AppError `conflict` where the call is theirs by now */
export async function endSupervision(
  deps: Deps,
  { access, callId }: { access: Access; callId: string },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const own = held.legs.find((leg) => leg.personId === access.personId && isOpen(leg));
    const supervision = own && (await findSupervision(tx, own.id));
    if (!own || !supervision) return;
    refuseOwner(held, access.personId);
    await letGo(tx, held, own, { reason: "cancelled" });
  });
}
