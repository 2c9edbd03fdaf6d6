import { ConnectorError } from "../../connectors/contract.ts";
import type { Scrub } from "./scrub.ts";

/** Providers like to repeat what they were sent. */
export async function inOwnWords<T>(scrub: Scrub, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    throw new ConnectorError(error.kind, scrub(error.message), { retryAfterMs: error.retryAfterMs });
  }
}
