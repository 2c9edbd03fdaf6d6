import type { LegRef } from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";

/** In a call at once, besides the caller. */
export const mostLegs = 4;

export const isOpen = ({ state }: LegRow): boolean => state !== "ended";
export const isConnecting = ({ state }: LegRow): boolean => state === "connecting" || state === "ringing";

/** Who is heard by the caller. */
export const talkers = ({ legs }: HeldCall): LegRow[] =>
  legs.filter(({ role, state }) => role === "talk" && state === "connected");

export const findLeg = ({ legs }: HeldCall, legId: string): LegRow | undefined =>
  legs.find(({ id }) => id === legId);

/** The leg with which a person talks in the call. @throws AppError `forbidden` */
export function getOwnLeg(held: HeldCall, personId: string): LegRow {
  const own = talkers(held).find((leg) => leg.personId === personId);
  if (!own) throw new AppError("forbidden", "Only those who talk in a call change it.");
  return own;
}

/** One that was let go before its carrier had begun it is let go again once that has. */
export function dropLate({ asks }: HeldCall, leg: LegRow, told: "ringing" | "connected" | "ended"): void {
  if (told !== "ended") asks.push({ type: "drop", leg: legRefOf(leg) });
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
