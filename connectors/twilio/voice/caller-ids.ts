import type { Carrier } from "../carrier.ts";
import { ask } from "../rest-errors.ts";

export async function callerIds({ client, context }: Carrier): Promise<{ number: string; label: string }[]> {
  const numbers = await ask(client.incomingPhoneNumbers.list({ limit: 1_000 }));
  const isOwn = ({ phoneNumber }: { phoneNumber: string }) => phoneNumber === context.settings.number;
  return numbers
    .filter(({ capabilities }) => capabilities.voice)
    .sort((one, other) => Number(isOwn(other)) - Number(isOwn(one)))
    .map(({ phoneNumber, friendlyName }) => ({ number: phoneNumber, label: friendlyName }));
}
