import type { CallDoor } from "../../contract.ts";
import { callNameOf } from "./call-name.ts";

export type Presence = ReturnType<typeof createPresence>;

/**
 * Which calls go on over the pipes of this node. Each pipe says so as it opens, so what is known here is of no use to
 * any other node, and nothing is lost with it but pipes.
 */
export function createPresence(calls: Pick<CallDoor, "tellReach">) {
  const ofVisitor = new Map<string, Set<string>>();
  return {
    note(visitorId: string, callId: string) {
      ofVisitor.set(visitorId, (ofVisitor.get(visitorId) ?? new Set()).add(callId));
    },
    forget(visitorId: string, callId: string) {
      const callIds = ofVisitor.get(visitorId);
      callIds?.delete(callId);
      if (callIds?.size === 0) ofVisitor.delete(visitorId);
    },
    async reach(visitorId: string, isReached: boolean) {
      // A pipe that opens says itself which call it is there for.
      if (isReached) return;
      const callIds = [...(ofVisitor.get(visitorId) ?? [])];
      ofVisitor.delete(visitorId);
      await Promise.all(callIds.map((callId) => calls.tellReach(callNameOf(visitorId, callId), false)));
    },
  };
}
