const slowMs = 2_000;
const slowForMs = 60_000;
const mostWhileSlow = 2;

/** Sees to it that a channel whose provider is slow does not take the workers from all others. */
export interface Lanes {
  hasRoom(channelId: string): boolean;
  /** Says that an attempt begins; the answer is called when it has ended. */
  enter(channelId: string): () => void;
}

export function createLanes(now: () => number = () => performance.now()): Lanes {
  const lanes = new Map<string, { startedAt: Set<{ at: number }>; slowUntil: number }>();
  return {
    hasRoom(channelId) {
      const lane = lanes.get(channelId);
      if (!lane || lane.startedAt.size < mostWhileSlow) return true;
      return lane.slowUntil <= now() && [...lane.startedAt].every(({ at }) => now() - at < slowMs);
    },
    enter(channelId) {
      const lane = lanes.get(channelId) ?? { startedAt: new Set(), slowUntil: 0 };
      const start = { at: now() };
      lanes.set(channelId, lane);
      lane.startedAt.add(start);
      return () => {
        lane.startedAt.delete(start);
        if (now() - start.at >= slowMs) lane.slowUntil = now() + slowForMs;
        else if (lane.startedAt.size === 0 && lane.slowUntil <= now()) lanes.delete(channelId);
      };
    },
  };
}
