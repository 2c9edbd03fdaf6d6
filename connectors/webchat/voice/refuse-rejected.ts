import { ConnectorError } from "../../contract.ts";
import { Refusal } from "../answer.ts";

/** What the hub rejects is refused to the visitor, in its words or in these; any other error is thrown on. */
export function refuseRejected(error: unknown, words?: string): never {
  if (error instanceof ConnectorError && error.kind === "rejected") {
    throw new Refusal("forbidden", words ?? error.message);
  }
  throw error;
}
