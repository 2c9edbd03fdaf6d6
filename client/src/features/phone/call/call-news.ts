import type { CallLeg, MyCall } from "../../../../../server/contract/calls.ts";
import { ownLeg } from "./own-leg.ts";

export type News =
  /** One's own leg was begun and came to nothing. */
  { type: "gone"; call: MyCall } | { type: "joined" | "left" | "notReached"; leg: CallLeg };

/** What has happened to one's calls between two answers of the hub and should be said, as nothing else shows it. */
export function newsOf(before: MyCall[], after: MyCall[]): News[] {
  return before.flatMap((old) => {
    const now = after.find((one) => one.legId === old.legId);
    if (!now) return ownLeg(old)?.connectedAt ? [] : [{ type: "gone" as const, call: old }];
    return othersNews(old, now);
  });
}

function othersNews(old: MyCall, now: MyCall): News[] {
  return now.call.legs.flatMap((leg): News[] => {
    if (leg.id === now.legId || leg.role !== "talk") return [];
    const was = old.call.legs.find((one) => one.id === leg.id)?.state;
    if (was === undefined || was === leg.state) return [];
    if (leg.state === "connected") return [{ type: "joined", leg }];
    if (leg.state !== "ended") return [];
    return [{ type: leg.connectedAt ? "left" : "notReached", leg }];
  });
}
