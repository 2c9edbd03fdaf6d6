import type { NodemailerError } from "nodemailer";
import { ConnectorError, type ConnectorErrorKind } from "../../contract.ts";

/**
 * What a failure says of the mail. A refusal and what went wrong before the server could have it all are ConnectorErrors;
 * of a mail that was handed over without an answer nobody knows (RFC 5321, 4.5.3.2.6), which is an error of another kind.
 */
export function failureOf(thrown: unknown, isHandedOver: boolean): Error {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as NodemailerError;
  const { responseCode = 0 } = error;
  const isRefusal = responseCode >= 400 && error.code !== "ETLS";
  if (isHandedOver && !isRefusal)
    return new Error("The mail server got the whole mail and did not say whether it took it.", {
      cause: error,
    });
  const sentence = isRefusal ? `The mail server answered: ${words(error.response)}` : sentenceOf(error);
  return new ConnectorError(kindOf(error), sentence, { cause: error });
}

/** RFC 4954, 6: what servers answer where the user name and the password are not right, or not there. */
const ofAccounts = new Set([530, 534, 535, 538]);

function kindOf({ code = "", responseCode = 0 }: NodemailerError): ConnectorErrorKind {
  if (code === "ETLS") return "unavailable";
  if (responseCode >= 400 && responseCode < 500) return "unavailable";
  if (code === "EAUTH" || ofAccounts.has(responseCode)) return "unauthorized";
  const isOurs = code === "EENVELOPE" || code === "EMESSAGE";
  return responseCode >= 500 || isOurs ? "rejected" : "unavailable";
}

function sentenceOf({ code = "", message, ...error }: NodemailerError): string {
  const cause = "originalCode" in error ? String(error.originalCode) : "";
  if (code === "EABORT" || code === "ETIMEDOUT" || cause === "ETIMEDOUT")
    return "The mail server did not answer in time.";
  if (code === "ECONNECTION" || cause === "ECONNRESET") return "The mail server closed the connection.";
  if (code === "ETLS") return `The connection to the mail server cannot be encrypted: ${words(message)}`;
  if (code === "ESOCKET" || code === "EDNS") return `The mail server cannot be reached: ${words(message)}`;
  return `The mail could not be sent: ${words(message)}`;
}

export const words = (text = ""): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 500);
