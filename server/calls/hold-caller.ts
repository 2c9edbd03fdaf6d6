import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { changeOwnCall } from "./change-own-call.ts";
import { getOwnLeg } from "./legs.ts";
import { refuseUnanswered } from "./outgoing/refuse-unanswered.ts";
import { setHeld } from "./set-held.ts";

/** Has the caller hear music and nobody, or everybody again. */
export async function holdCaller(
  deps: Deps,
  { access, callId, isHeld }: { access: Access; callId: string; isHeld: boolean },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (_tx, held) => {
    getOwnLeg(held, access.personId);
    refuseUnanswered(held);
    setHeld(held, isHeld);
  });
}
