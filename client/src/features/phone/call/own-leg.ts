import type { CallLeg, MyCall } from "../../../../../server/contract/calls.ts";

/** Of somebody who attends, the call itself shows no leg, or says that they have left those who talk. */
export const ownLeg = ({ call, legId, supervision }: MyCall): CallLeg | undefined =>
  supervision?.leg ?? call.legs.find((leg) => leg.id === legId);

/** Somebody else brings them in: unlike what they accepted themselves, nothing is heard before they say so. */
export function isAsked(one: MyCall, me: string | undefined): boolean {
  const leg = ownLeg(one);
  if (one.supervision || leg?.role !== "talk" || leg.connectedAt !== null || leg.state === "ended")
    return false;
  const { workItem } = one;
  return workItem?.offeredTo !== me && workItem?.ownerId !== me;
}

/** Whoever has the caller on hold and has asked somebody in talks with them, or is to, in private. */
export const isPrivate = (one: MyCall, me: string): boolean =>
  one.call.isHeld && one.workItem?.ownerId === me && otherTalkers(one).length > 0;

/** Who else talks, or is being called to. */
export const otherTalkers = ({ call, legId }: MyCall): CallLeg[] =>
  call.legs.filter((leg) => leg.id !== legId && leg.role === "talk" && leg.state !== "ended");
