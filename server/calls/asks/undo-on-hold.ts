import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import type { Ask } from "./ask-carrier.ts";

/**
 * Where the carrier did not put the caller on hold, or back, the row says again how they are, and whoever wanted it is told. The
 * carrier is asked again for what stands there then.
 * @throws AppError `conflict`
 */
export async function undoOnHold(deps: Deps, callId: string, failed: readonly Ask[]): Promise<void> {
  const undone = failed.find((ask) => ask.type === "hold");
  if (!undone) return;
  await changeCall(deps, { id: callId }, async (_tx, { call }) => {
    if (call.stage === "active") call.isHeld = !undone.isHeld;
  });
  throw new AppError(
    "conflict",
    undone.isHeld
      ? "The caller could not be put on hold. Please try again."
      : "The caller is still on hold. Please try again.",
  );
}
