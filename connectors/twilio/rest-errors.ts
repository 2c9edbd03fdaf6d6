import twilio from "twilio";
import { ConnectorError, type ConnectorErrorKind } from "../contract.ts";

/** Calls or conferences that are over, or were never there (www.twilio.com/docs/api/errors). */
const goneCodes = [20404, 21220];
/** Twilio's own words for it are "Authenticate". */
const wrongKeysCode = 20003;

/** Asks Twilio for something. @throws ConnectorError with Twilio's own words */
export async function ask<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    throw asConnectorError(error);
  }
}

/** The same, where it does no harm that what was to be changed is there no more. */
export async function askLiving<Answer>(request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw asConnectorError(error);
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof twilio.RestException && (error.status === 404 || goneCodes.includes(error.code ?? 0));

function asConnectorError(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  if (!(cause instanceof twilio.RestException))
    return new ConnectorError("unavailable", `Twilio could not be reached: ${cause.message}`, { cause });
  const words =
    cause.code === wrongKeysCode
      ? "Twilio does not know this account with this auth token."
      : cause.message || `Twilio answered ${cause.status}.`;
  return new ConnectorError(kindOf(cause.status), cause.code ? `${words} (${cause.code})` : words, { cause });
}

function kindOf(status: number): ConnectorErrorKind {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "unavailable" : "rejected";
}
