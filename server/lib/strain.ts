import { performance } from "node:perf_hooks";

const windowMs = 100;

/** Tells whether this process was busy for more than a share of the last tenth of a second or more. */
export function watchStrain(share: number): () => boolean {
  let since = performance.eventLoopUtilization();
  let at = performance.now();
  let isStrained = false;
  return () => {
    if (performance.now() - at < windowMs) return isStrained;
    const now = performance.eventLoopUtilization();
    isStrained = performance.eventLoopUtilization(now, since).utilization > share;
    since = now;
    at = performance.now();
    return isStrained;
  };
}
