/** How long a server may take, in ms; all of it ends before the hub itself gives up on a message. */
export interface Patience {
  connectMs: number;
  /** Without a word from it. */
  silenceMs: number;
  /** For one message, waiting for a connection included. */
  messageMs: number;
  /** For the Sent folder, when all ends. */
  closeMs: number;
  /** Until the Sent folder is tried again, at first and at most. */
  retryMs: number;
  longestRetryMs: number;
}

export const usualPatience: Patience = {
  connectMs: 15_000,
  silenceMs: 30_000,
  messageMs: 50_000,
  closeMs: 10_000,
  retryMs: 2_000,
  longestRetryMs: 600_000,
};
