import type { Carrier } from "../carrier.ts";
import { ask } from "../rest-errors.ts";

export async function callerIds({ client }: Carrier): Promise<{ number: string; label: string }[]> {
  const numbers = await ask(client.incomingPhoneNumbers.list({ limit: 1_000 }));
  return numbers
    .filter(({ capabilities }) => capabilities.voice)
    .map(({ phoneNumber, friendlyName }) => ({ number: phoneNumber, label: friendlyName }));
}
