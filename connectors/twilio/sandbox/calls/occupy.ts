import type { Call } from "./call.ts";
import type { Interruption } from "./end-call.ts";

/**
 * Gives a call something to be busy with, instead of what it did before. `work` stops with the signal, whose reason
 * is an `Interruption`. Resolves when the work is over in either way.
 */
export async function occupy(call: Call, work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  call.occupation?.abort("redirected" satisfies Interruption);
  const occupation = new AbortController();
  call.occupation = occupation;
  const signal = AbortSignal.any([call.over.signal, occupation.signal]);
  try {
    await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
