const calls = new Set<string>();

/** One has thought better of a call: how that came out is no news. */
export const giveUp = (callId: string): void => void calls.add(callId);
export const isGivenUp = (callId: string): boolean => calls.has(callId);
