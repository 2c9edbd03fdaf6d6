/** What a step did, and how much was left behind it. */
export interface Step {
  count: number;
  behind: number;
  tookMs: number;
}

const restMs = 100;
const idleMs = 500;
/** What is made good in this time can wait for others; for longer while the process is short of time. */
const shortLagMs = 100;
const longLagMs = 1_800;
/** How much the newest step counts. */
const share = 0.2;

/**
 * How long to rest after each step: those who wait for an answer go first, but never so much is left behind that making
 * it good would take long. The speed is measured on the way.
 */
export function createPace(batchSize: number, isStrained: () => boolean): (step: Step) => number {
  let msPerEvent: number | undefined;
  return ({ count, behind, tookMs }) => {
    if (count === 0) return idleMs;
    const took = tookMs / count;
    msPerEvent = msPerEvent === undefined ? took : msPerEvent + (took - msPerEvent) * share;
    const lagMs = behind * msPerEvent;
    if (isStrained()) return lagMs < longLagMs ? restMs : 0;
    if (behind < batchSize) return restMs;
    return lagMs < shortLagMs ? tookMs : 0;
  };
}
