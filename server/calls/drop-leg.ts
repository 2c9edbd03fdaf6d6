import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { changeOwnCall } from "./change-own-call.ts";
import { failLeg } from "./fail-leg.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { leaveCall } from "./leave-call.ts";
import { findLeg, isConnecting, legRefOf, talkers } from "./legs.ts";

/** Takes a leg out of a call: one's own, or anybody's by whoever has the call as their work. Twice is once. */
export async function dropLeg(
  deps: Deps,
  { access, callId, legId }: { access: Access; callId: string; legId: string },
): Promise<void> {
  const { personId } = access;
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const leg = findLeg(held, legId);
    if (!leg) throw notFound("leg");
    if (leg.personId !== personId) refuseUnlessTheirs(held, leg, personId);
    if (leg.state === "ended") return;
    held.asks.push({ type: "drop", leg: legRefOf(leg) });
    if (isConnecting(leg)) await failLeg(tx, held, leg, leg.personId === personId ? "declined" : "cancelled");
    else await leaveCall(tx, held, leg, { isLost: false });
  });
}

function refuseUnlessTheirs(held: HeldCall, leg: LegRow, personId: string) {
  const own = talkers(held).find((one) => one.personId === personId);
  if (own && (held.conversation.assigneeId === personId || leg.byLegId === own.id)) return;
  throw new AppError("forbidden", "Only whoever has the call takes others out of it.");
}
