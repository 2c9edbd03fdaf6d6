import { ConnectorError } from "../../contract.ts";
import { Refusal } from "../answer.ts";

/** What the hub takes no more of is refused to the visitor, in its words or in others; all else has failed. */
export function refuseRejected(error: unknown, words?: string): never {
  if (error instanceof ConnectorError && error.kind === "rejected") {
    throw new Refusal("forbidden", words ?? error.message);
  }
  throw error;
}
