import type { LegRef } from "../../../connectors/contract.ts";
import { AppError } from "../../lib/app-error.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";

/** In a call at once, besides the caller. */
export const mostLegs = 4;

export const isOpen = ({ state }: LegRow): boolean => state !== "ended";
export const isConnecting = ({ state }: LegRow): boolean => state === "connecting" || state === "ringing";

/** Who is heard by the caller. */
export const talkers = ({ legs }: HeldCall): LegRow[] =>
  legs.filter(({ role, state }) => role === "talk" && state === "connected");

/** They, and who is on their way to them. */
export const talkingOrComing = ({ legs }: HeldCall): LegRow[] =>
  legs.filter((leg) => leg.role === "talk" && isOpen(leg));

export const findLeg = ({ legs }: HeldCall, legId: string): LegRow | undefined =>
  legs.find(({ id }) => id === legId);

/** The leg with which a person talks in the call. @throws AppError `forbidden` */
export function getOwnLeg(held: HeldCall, personId: string): LegRow {
  const own = talkers(held).find((leg) => leg.personId === personId);
  if (!own) throw new AppError("forbidden", "Only those who talk in a call change it.");
  return own;
}

/** A leg that was let go before its carrier had begun it is let go once more when the carrier has. */
export function dropLate(held: HeldCall, leg: LegRow, told: "ringing" | "connected" | "ended"): void {
  if (told !== "ended") askToDrop(held, leg);
}

/** Ends those that are open, or some of them, where what becomes of the call is seen to already. */
export function dropLegs(held: HeldCall, which: (leg: LegRow) => boolean = isOpen): void {
  for (const leg of held.legs.filter(which)) {
    askToDrop(held, leg);
    if (isConnecting(leg)) leg.reason = "cancelled";
    Object.assign(leg, { state: "ended", endedAt: held.now });
  }
}

/** Has the carrier let go of a leg. */
export function askToDrop({ asks }: HeldCall, leg: LegRow): void {
  asks.push({ type: "drop", leg: legRefOf(leg) });
}

/** Its columns say whose it is: a person's, or a number's. */
export function legRefOf(leg: LegRow, callerId: string | null = null): LegRef {
  const { id, personId, number, role, byLegId, externalId } = leg;
  return {
    id,
    to: personId ? { kind: "person", personId } : { kind: "number", number: number ?? "", callerId },
    role,
    ...(byLegId && { by: byLegId }),
    ...(externalId && { externalId }),
  };
}
