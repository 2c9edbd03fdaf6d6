import { performance } from "node:perf_hooks";

const windowMs = 100;
const strained = 0.6;

/** Tells whether this process was busy for most of the last tenth of a second; the database needs time of its own. */
export function watchStrain(): () => boolean {
  let since = performance.eventLoopUtilization();
  let at = performance.now();
  let isStrained = false;
  return () => {
    if (performance.now() - at < windowMs) return isStrained;
    const now = performance.eventLoopUtilization();
    isStrained = performance.eventLoopUtilization(now, since).utilization > strained;
    since = now;
    at = performance.now();
    return isStrained;
  };
}
