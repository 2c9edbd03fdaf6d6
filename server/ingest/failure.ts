import pg from "pg";

// Deadlock, serialisation failure, a proven address that somebody else has just taken.
const raced = new Set(["40P01", "40001", "23505"]);
// The server is short of something, is stopping, gave up on a lock, or answers a transaction that failed before.
const troubled = ["08", "25", "53", "55", "57", "58"];

/** Another batch has changed what this one was decided on. */
export class Raced extends Error {
  override message = "Another batch was quicker.";
}

export type FailureKind = "raced" | "troubled" | "item";

/** Whether trying again helps at once, later, or not at all because an item is at fault. */
export function failureKind(error: unknown): FailureKind {
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? "";
    if (raced.has(code)) return "raced";
    return troubled.includes(code.slice(0, 2)) ? "troubled" : "item";
  }
  if (error instanceof Raced) return "raced";
  return isConnectionLoss(error) ? "troubled" : "item";
}

const lossCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOENT", "EHOSTUNREACH"]);

/** The driver gives a lost connection no code of its own, only these sentences. */
function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && lossCodes.has(String(error.code))) return true;
  return /^(Connection terminated|Client (has encountered|was closed)|timeout expired)/.test(error.message);
}
