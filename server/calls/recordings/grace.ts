/** For so long after a call's end what its recorders still have is taken: a connection that was lost comes back. */
const graceMs = 60_000;

export const isOverFor = (call: { endedAt: Date | null }, now: Date): boolean =>
  call.endedAt !== null && now.getTime() > call.endedAt.getTime() + graceMs;

/** When nothing more can come of it, with time for what was being written at the last moment. */
export const allIsThereAt = (endedAt: Date): Date => new Date(endedAt.getTime() + graceMs + 10_000);
