import { setImmediate } from "node:timers/promises";
import type { Clock } from "./clock.ts";

export interface TestClock extends Clock {
  /** Lets time pass, timer by timer; each webhook is answered before the next timer comes. */
  advance(ms: number): Promise<void>;
}

/** A clock that is wound by hand, so that minutes of a call pass at once and always alike. */
export function testClock(startAt = Date.UTC(2026, 0, 5, 9)): TestClock {
  const timers = new Set<{ at: number; act: () => void }>();
  const works = new Set<Promise<unknown>>();
  let time = startAt;

  async function advance(ms: number) {
    const target = time + ms;
    for (;;) {
      await settle();
      const next = [...timers].reduce<{ at: number; act: () => void } | undefined>(
        (first, timer) => (first && first.at <= timer.at ? first : timer),
        undefined,
      );
      if (!next || next.at > target) break;
      timers.delete(next);
      time = Math.max(time, next.at);
      next.act();
    }
    time = target;
  }

  async function settle() {
    do {
      await Promise.allSettled(works);
      // What follows upon an answer may ask again at once.
      await setImmediate();
      await setImmediate();
    } while (works.size > 0);
  }

  return {
    now: () => time,
    after(ms, act) {
      const timer = { at: time + ms, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    during(work) {
      const counted = work.finally(() => works.delete(counted));
      works.add(counted);
      return counted;
    },
    stop: () => timers.clear(),
    advance,
  };
}
