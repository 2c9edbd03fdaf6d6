import type { ErrorCode } from "../contract/errors.ts";

/** Refuses a connection: the client gets `message` and, in `data`, the code that REST would answer. */
export function refusal(code: ErrorCode, message: string): Error {
  return Object.assign(new Error(message), { data: { code } });
}
