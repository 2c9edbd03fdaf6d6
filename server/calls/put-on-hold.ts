import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { undoOnHold } from "./asks/undo-on-hold.ts";
import { changeOwnCall } from "./change-own-call.ts";
import { getOwnLeg } from "./legs/legs.ts";
import { refuseUnanswered } from "./outgoing/refuse-unanswered.ts";
import { setOnHold } from "./set-on-hold.ts";

/** Has the caller hear music and nobody, or everybody again. @throws AppError `conflict` where the carrier does not do it */
export async function putOnHold(
  deps: Deps,
  { access, callId, isHeld }: { access: Access; callId: string; isHeld: boolean },
): Promise<void> {
  const failed = await changeOwnCall(deps, { access, callId }, async (_tx, held) => {
    getOwnLeg(held, access.personId);
    refuseUnanswered(held);
    setOnHold(held, isHeld);
  });
  await undoOnHold(deps, callId, failed);
}
