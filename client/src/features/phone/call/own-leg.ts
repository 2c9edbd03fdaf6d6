import type { CallLeg, MyCall } from "../../../../../server/contract/calls.ts";

export const ownLeg = ({ call, legId }: MyCall): CallLeg | undefined =>
  call.legs.find((leg) => leg.id === legId);

/** Somebody else brings them in: unlike what they accepted themselves, nothing is heard before they say so. */
export function isAsked(one: MyCall, me: string | undefined): boolean {
  const leg = ownLeg(one);
  if (leg?.role !== "talk" || leg.connectedAt !== null || leg.state === "ended") return false;
  const { workItem } = one;
  return workItem?.offeredTo !== me && workItem?.ownerId !== me;
}

/** Who else talks, or is being called to. */
export const otherTalkers = ({ call, legId }: MyCall): CallLeg[] =>
  call.legs.filter((leg) => leg.id !== legId && leg.role === "talk" && leg.state !== "ended");
