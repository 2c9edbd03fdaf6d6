import type { Live } from "./live.ts";

interface Parts {
  /** Asks the hub for what is new. */
  ask(): Promise<void>;
  /** It was reached, and what came is there. */
  onReached(): void;
  onMissed(): void;
  hasPass(): boolean;
  /** Something that the hub took is not on its timeline yet. */
  isLate(): boolean;
  isOpen(): boolean;
  live(): Live | undefined;
}

const paceMs = { live: 60_000, open: 4_000, aside: 25_000 };

/** When the hub is asked for what is new: soon after something of his own, else by whether he looks and the pipe is up. */
export function keepInStep({ ask, onReached, onMissed, hasPass, isLate, isOpen, live }: Parts) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let misses = 0;
  let failures = 0;

  function now() {
    clearTimeout(timer);
    ask().then(
      () => {
        failures = 0;
        misses = isLate() ? misses + 1 : 0;
        onReached();
        later();
      },
      () => {
        failures += 1;
        onMissed();
        later();
      },
    );
  }

  function later() {
    clearTimeout(timer);
    if (!hasPass()) return;
    // What the hub took is on its timeline a moment later.
    const soon = misses > 0 && misses < 8 ? 150 * 2 ** misses : Number.POSITIVE_INFINITY;
    timer = setTimeout(now, Math.min(soon, pace()));
  }

  function pace() {
    // Spread, so that a hub that comes back is not met by everybody at once.
    if (failures > 0) return Math.min(paceMs.live, 1000 * 2 ** failures) * (0.5 + Math.random());
    if (live()?.isUp()) return paceMs.live;
    return isOpen() && document.visibilityState === "visible" ? paceMs.open : paceMs.aside;
  }

  return { now, later };
}
