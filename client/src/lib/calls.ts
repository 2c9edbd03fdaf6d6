import type { Call, CallLeg } from "../../../server/contract/calls.ts";

export const isOver = ({ stage }: Call): boolean => stage === "ended";

/** From when it was answered to its end, or until now; undefined where nobody answered. In milliseconds. */
export function lengthOf({ answeredAt, endedAt }: Call, now: number): number | undefined {
  if (answeredAt === null) return undefined;
  const end = endedAt === null ? now : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(answeredAt));
}

/** Who talked in it besides the caller, in the order in which they came; nobody before it was answered. */
export const takersOf = ({ answeredAt, legs }: Call): CallLeg[] =>
  answeredAt === null ? [] : legs.filter((leg) => leg.role === "talk" && leg.connectedAt !== null);

const reasons = ["busy", "noAnswer", "declined", "failed"] as const;

/** Who was asked for it and did not come, and why; whoever placed it was not asked. */
export const absentOf = ({ direction, legs }: Call): { leg: CallLeg; reason: (typeof reasons)[number] }[] =>
  (direction === "out" ? legs.slice(1) : legs).flatMap((leg) => {
    const reason = reasons.find((one) => one === leg.reason);
    return reason && leg.role === "talk" && leg.connectedAt === null ? [{ leg, reason }] : [];
  });

/** Who of us passed a call on to telephones, which alone are left in it; undefined for every other call. */
export function passerOf({ stage, legs }: Call): string | undefined {
  const left = legs.filter(({ state }) => state === "connected");
  if (stage !== "active" || left.length === 0 || left.some(({ personId }) => personId !== null))
    return undefined;
  const ours = legs.filter(({ personId, connectedAt }) => personId !== null && connectedAt !== null);
  const gone = ours.toSorted((one, other) => (one.endedAt ?? "").localeCompare(other.endedAt ?? ""));
  return gone.at(-1)?.personId ?? undefined;
}
