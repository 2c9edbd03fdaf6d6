import type { CallRef } from "../../contract.ts";
import { ask } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";

/** Where the caller meets people; one who went back to the queue may have been in others before. */
export async function findConference(
  { client }: RunningNumber,
  { externalId }: CallRef,
): Promise<string | undefined> {
  const named = await ask(client.conferences.list({ friendlyName: externalId, limit: 100 }));
  return named.find(({ status }) => status !== "completed")?.sid;
}
