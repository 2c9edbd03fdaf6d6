/** A page that goes lets go of its calls a moment later than the next one asks. */
const patienceMs = 2_000;

/**
 * Makes a call this tab's for as long as its page is there; false where another tab has it, since one that is copied, or
 * opened from this one, has its memory too.
 */
export function isOwn(callId: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((done) => {
    const hold = () => {
      done(true);
      return new Promise<void>(() => {});
    };
    const signal = AbortSignal.timeout(patienceMs);
    navigator.locks.request(`switchboard:call:${callId}`, { signal }, hold).catch(() => done(false));
  });
}
