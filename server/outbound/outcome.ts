import { ConnectorError, type Sent } from "../../connectors/contract.ts";
import { backoffMs, mostAttempts } from "./backoff.ts";

/** How an attempt ended. */
export type Outcome =
  | ({ state: "sent" } & Sent)
  /** Tried again after a while. */
  | { state: "queued"; detail: string; retryInMs: number }
  | { state: "failed"; detail: string }
  /** May have been sent. */
  | { state: "unknown"; detail: string };

export const sentOutcome = ({ externalId, detail, refused, trail }: Sent): Outcome => ({
  state: "sent",
  externalId,
  detail,
  refused,
  trail,
});

/** The next attempt, or the end when there were enough. */
export function later(nth: number, detail: string, retryAfterMs?: number): Outcome {
  if (nth >= mostAttempts) return { state: "failed", detail };
  return { state: "queued", detail, retryInMs: backoffMs(nth, retryAfterMs) };
}

/**
 * What a connector threw while it sent. It alone knows whether the provider took the message, and says so by the kind
 * of its error; after any other error nobody knows.
 */
export function outcomeOf(error: unknown, nth: number, refusesDuplicates: boolean): Outcome {
  if (error instanceof ConnectorError) {
    const isPassing = error.kind === "rate_limited" || error.kind === "unavailable";
    return isPassing
      ? later(nth, error.message, error.retryAfterMs)
      : { state: "failed", detail: error.message };
  }
  const detail = "Something went wrong while it was being sent.";
  return refusesDuplicates ? later(nth, detail) : mayHaveBeenSent(detail);
}

/** Found half-way, and whoever sent it is gone: sent again only where a second one is refused. */
export const outcomeOfHalfWay = (refusesDuplicates: boolean): Outcome =>
  refusesDuplicates ? { state: "queued", detail: hubStopped, retryInMs: 0 } : leftHalfWay;

const mayHaveBeenSent = (detail: string): Extract<Outcome, { state: "unknown" }> => ({
  state: "unknown",
  detail: `${detail} It may have been sent.`,
});

const hubStopped = "The hub stopped while it was being sent.";
export const leftHalfWay = mayHaveBeenSent(hubStopped);
