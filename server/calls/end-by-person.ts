import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { changeOwnCall } from "./change-own-call.ts";
import { closeCall } from "./close-call.ts";
import { refuseEnding } from "./refuse-ending.ts";

/** Ends a call for all. One that is over stays so. */
export async function endByPerson(
  deps: Deps,
  { access, callId }: { access: Access; callId: string },
): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    if (held.call.stage === "ended") return;
    await refuseEnding(tx, access, held);
    await closeCall(tx, held, "endedHere");
  });
}
