import type { Action, EngineItem, EngineState } from "./state.ts";

/** For chats that lie in no queue. */
const idleAfterSeconds = 600;

/** A chat in which nobody wrote for a while weighs nothing until the contact does. */
export function restChat(state: EngineState, item: EngineItem, now: number): Action | undefined {
  const at = restsAt(state, item);
  return at !== undefined && at <= now ? { type: "rest", itemId: item.id } : undefined;
}

export function restsAt({ queues }: EngineState, item: EngineItem): number | undefined {
  if (item.state !== "active" || item.kind !== "chat" || item.isResting) return undefined;
  const queue = item.queueId ? queues.get(item.queueId) : undefined;
  return item.lastActivityAt + (queue?.idleAfterSeconds ?? idleAfterSeconds) * 1000;
}
