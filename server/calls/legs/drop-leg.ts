import { AppError, notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { changeOwnCall } from "../change-own-call.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { findLeg, talkers } from "./legs.ts";
import { letGo } from "./let-go.ts";

/** Takes a leg out of a call: one's own, or anybody's by whoever has the call as their work. Twice is once. */
export async function dropLeg(
  deps: Deps,
  { access, callId, legId }: { access: Access; callId: string; legId: string },
): Promise<void> {
  const { personId } = access;
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const leg = findLeg(held, legId);
    if (!leg || (leg.role !== "talk" && leg.personId !== personId)) throw notFound("leg");
    if (leg.personId !== personId) refuseUnlessTheirs(held, leg, personId);
    if (leg.state === "ended") return;
    await letGo(tx, held, leg, { reason: leg.personId === personId ? "declined" : "cancelled" });
  });
}

function refuseUnlessTheirs(held: HeldCall, leg: LegRow, personId: string) {
  const own = talkers(held).find((one) => one.personId === personId);
  if (own && (held.conversation.assigneeId === personId || leg.byLegId === own.id)) return;
  throw new AppError("forbidden", "Only whoever has the call takes others out of it.");
}
