import type { RequestError } from "../api.ts";
import { NoMicrophone } from "./microphone.ts";
import type { CallTextKey } from "./text/index.ts";

/** What a visitor is told whose call could not be made. */
export function whyNot(error: unknown): CallTextKey {
  if (error instanceof NoMicrophone) return error.reason;
  // By its name, since this code and the chat's were built apart.
  const { status } = error as Partial<RequestError>;
  if (status === 403) return "closed";
  return status === 429 ? "tooMany" : "broken";
}
