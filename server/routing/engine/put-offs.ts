import type { Action } from "./state.ts";

/** An action that was not carried out. */
export interface Undone {
  action: Action;
  /** It failed, so it may well fail again; else rows were locked, or no longer as they were. */
  hasFailed: boolean;
}

const lockedMs = 250;
const failedMs = 5_000;

/** Actions that are not tried again at once, since a plan names them as long as the rows are as they are. */
export function createPutOffs() {
  const until = new Map<string, number>();

  return {
    has: (action: Action): boolean => (until.get(keyOf(action)) ?? 0) > performance.now(),
    add(undone: readonly Undone[]): void {
      const now = performance.now();
      for (const [key, end] of until) if (end <= now) until.delete(key);
      for (const { action, hasFailed } of undone)
        until.set(keyOf(action), now + (hasFailed ? failedMs : lockedMs));
    },
    /** How long until one of them may be tried again. */
    nextMs(): number {
      const now = performance.now();
      return Math.min(...[...until.values()].filter((end) => end > now).map((end) => end - now));
    },
  };
}

const keyOf = (action: Action): string =>
  `${action.type} ${action.itemId} ${"personId" in action ? action.personId : ""}`;
