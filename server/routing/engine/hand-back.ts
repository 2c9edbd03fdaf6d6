import { goneSince } from "./person-state.ts";
import type { Action, EngineItem, EngineState } from "./state.ts";

/** Work of somebody who has gone goes back to its queue; what they were only to wrap up is over. */
export function handBack(state: EngineState, item: EngineItem, now: number): Action | undefined {
  const at = handBackAt(state, item);
  if (at === undefined || at > now || !item.ownerId) return undefined;
  if (item.state === "wrapUp") return { type: "endWrapUp", itemId: item.id };
  return { type: "handBack", itemId: item.id, personId: item.ownerId };
}

/**
 * When an item leaves somebody who is not there; what rests or lies in no queue stays with them. What came into their
 * hands since they went counts from then.
 */
export function handBackAt({ people, queues }: EngineState, item: EngineItem): number | undefined {
  const { kind, state, ownerId, queueId, acceptedAt, isResting } = item;
  // Whoever talks with a caller has a leg, and that decides.
  if (kind === "call" && state === "active") return undefined;
  if (!ownerId || !queueId || (state !== "wrapUp" && (state !== "active" || isResting))) return undefined;
  const person = people.get(ownerId);
  const since = person && goneSince(person);
  const queue = queues.get(queueId);
  if (since === undefined || !queue) return undefined;
  return Math.max(since, acceptedAt ?? since) + queue.handBackAfterSeconds * 1000;
}
