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

/** Who of us passed a call on to telephones, which alone are left in it; undefined for every other call. */
export function passerOf({ stage, legs }: Call): string | undefined {
  const left = legs.filter(({ state }) => state === "connected");
  if (stage !== "active" || left.length === 0 || left.some(({ personId }) => personId !== null))
    return undefined;
  const ours = legs.filter(({ personId, connectedAt }) => personId !== null && connectedAt !== null);
  const gone = ours.toSorted((one, other) => (one.endedAt ?? "").localeCompare(other.endedAt ?? ""));
  return gone.at(-1)?.personId ?? undefined;
}
