import { ConnectorError, type ConnectorErrorKind } from "../../contract.ts";

/** What imapflow's errors carry, besides their message. */
interface ServerError {
  message?: string;
  code?: string;
  authenticationFailed?: boolean;
  responseStatus?: string;
  responseText?: string;
  response?: unknown;
  /** Of a server that says goodbye. */
  reason?: string;
  errors?: unknown[];
}

/** With the server's own words, where it said any. */
export function connectorError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  return new ConnectorError(kindOf(detailsOf(error)), wordsOf(error), { cause: error });
}

export function wordsOf(error: unknown): string {
  const { responseText, response, reason, message, code, errors } = detailsOf(error);
  if (responseText) return responseText;
  if (typeof response === "string" && response) return response;
  if (reason) return reason;
  // Where every address of a host fails, only the single errors say how.
  if (!message && errors?.[0]) return wordsOf(errors[0]);
  return message || code || "The server did not say why.";
}

/** The server is there and will not do it. */
export const isRefusal = (error: unknown): boolean => {
  const { responseStatus } = detailsOf(error);
  return responseStatus === "NO" || responseStatus === "BAD";
};

/** RFC 5530, 3, and what imapflow makes of Exchange's throttling: the same may well be done later. */
export const isPassing = (error: unknown): boolean =>
  detailsOf(error).code === "ETHROTTLE" ||
  /^(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)$/.test(responseCodeOf(error));

/** The connection is gone, or the server stumbled over itself, as Dovecot does over a mail that is broken on its disk. */
export const isEnd = (error: unknown): boolean => !isRefusal(error) || responseCodeOf(error) === "SERVERBUG";

function responseCodeOf(error: unknown): string {
  const { attributes } = (detailsOf(error).response ?? {}) as {
    attributes?: { section?: { value?: unknown }[] }[];
  };
  return `${attributes?.[0]?.section?.[0]?.value}`.toUpperCase();
}

function kindOf(error: ServerError): ConnectorErrorKind {
  if (error.authenticationFailed) return "unauthorized";
  return isRefusal(error) ? "rejected" : "unavailable";
}

const detailsOf = (error: unknown): ServerError => (typeof error === "object" && error ? error : {});
