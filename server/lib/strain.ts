import { performance } from "node:perf_hooks";

const windowMs = 100;
/** A process that is busier than this leaves the machine little for what can wait. */
const busyShare = 0.6;

/** Tells whether this process was busy for most of the last tenth of a second or more. */
export function watchStrain(): () => boolean {
  let since = performance.eventLoopUtilization();
  let at = performance.now();
  let isStrained = false;
  return () => {
    if (performance.now() - at < windowMs) return isStrained;
    const now = performance.eventLoopUtilization();
    isStrained = performance.eventLoopUtilization(now, since).utilization > busyShare;
    since = now;
    at = performance.now();
    return isStrained;
  };
}
