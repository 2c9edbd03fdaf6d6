/** Whose time the sandbox lives by. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Gives back how to call it off. */
  after(ms: number, act: () => void): () => void;
  /** Work that is not the sandbox's own, in which a clock that is wound by hand stands still. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Nothing that was to come comes any more. */
  stop(): void;
}

/** The time of day; at `speed` 60 a minute passes in a second. */
export function realClock(speed = 1): Clock {
  const begunAt = Date.now();
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;
  return {
    now: () => Math.round(begunAt + (Date.now() - begunAt) * speed),
    after(ms, act) {
      if (isStopped) return () => {};
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, ms / speed);
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
    during: (work) => work,
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Waits by a clock; rejects with the signal's reason where that comes first. */
export function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const giveUp = () => {
      callOff();
      reject(signal.reason);
    };
    const callOff = clock.after(ms, () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    });
    signal.addEventListener("abort", giveUp, { once: true });
  });
}

/** Never comes; rejects with the signal's reason. */
export function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
