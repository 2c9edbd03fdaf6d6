import type { CallLeg, MyCall } from "../../../../../server/contract/calls.ts";
import { ownLeg } from "./own-leg.ts";

export type News =
  /** One's own leg was begun and came to nothing. */
  | { type: "gone"; call: MyCall }
  /** A call that one wanted to attend. */
  | { type: "notAttended"; call: MyCall }
  /** Whom one called was not reached. */
  | { type: "unanswered"; call: MyCall }
  | { type: "joined" | "left"; leg: CallLeg }
  /** `isBack`: whoever wanted to talk with them first is with the caller again. */
  | { type: "notReached"; leg: CallLeg; isBack: boolean };

/** What has happened to one's calls between two answers of the hub and should be said, as nothing else shows it. */
export function newsOf(before: MyCall[], after: MyCall[]): News[] {
  return before.flatMap((old): News[] => {
    const now = after.find((one) => one.legId === old.legId);
    if (!now && isUnanswered(old)) return [{ type: "unanswered", call: old }];
    if (!now) return ownLeg(old)?.connectedAt ? [] : [{ type: goneOf(old), call: old }];
    return othersNews(old, now);
  });
}

const goneOf = ({ supervision }: MyCall) => (supervision ? ("notAttended" as const) : ("gone" as const));

const isUnanswered = ({ call, supervision }: MyCall) =>
  !supervision && call.direction === "out" && call.answeredAt === null;

function othersNews(old: MyCall, now: MyCall): News[] {
  // With the call everybody goes.
  if (now.call.endedAt !== null) return [];
  return now.call.legs.flatMap((leg): News[] => {
    if (leg.id === now.legId || leg.role !== "talk") return [];
    const was = old.call.legs.find((one) => one.id === leg.id)?.state;
    if (was === undefined || was === leg.state) return [];
    if (leg.state === "connected") return [{ type: "joined", leg }];
    if (leg.state !== "ended") return [];
    if (leg.connectedAt) return [{ type: "left", leg }];
    return [{ type: "notReached", leg, isBack: old.call.isHeld && !now.call.isHeld }];
  });
}
