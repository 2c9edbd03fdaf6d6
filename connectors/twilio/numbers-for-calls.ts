import type twilio from "twilio";
import { ask } from "./rest-errors.ts";

export type AccountNumber = Awaited<ReturnType<twilio.Twilio["incomingPhoneNumbers"]["list"]>>[number];

/** The account's numbers that take calls. */
export async function numbersForCalls(client: twilio.Twilio): Promise<AccountNumber[]> {
  const numbers = await ask(client.incomingPhoneNumbers.list({ limit: 1_000 }));
  return numbers.filter(({ capabilities }) => capabilities.voice);
}
