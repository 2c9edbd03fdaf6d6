import type { CallRef } from "../../contract.ts";
import { ask } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";

/** Where the caller meets people; there may have been others, when the caller went back to the queue. */
export async function findConference(
  { client }: RunningNumber,
  { externalId }: CallRef,
): Promise<string | undefined> {
  const named = await ask(client.conferences.list({ friendlyName: externalId, limit: 100 }));
  return named.find(({ status }) => status !== "completed")?.sid;
}
