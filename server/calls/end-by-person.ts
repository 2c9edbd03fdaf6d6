import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { changeOwnCall } from "./change-own-call.ts";
import { closeCall } from "./close-call.ts";
import { getOwnLeg } from "./legs.ts";
import { isBeingCalled } from "./outgoing/is-being-called.ts";

/** Ends a call for all. One that is over stays so. */
export async function endByPerson(
  deps: Deps,
  { access, callId }: { access: Access; callId: string },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const { call } = held;
    if (call.stage === "ended") return;
    // Who calls somebody may think better of it before they are there themselves.
    if (!isBeingCalled(call) || call.placedBy !== access.personId) getOwnLeg(held, access.personId);
    await closeCall(tx, held, "endedHere");
  });
}
