import { numbersForCalls } from "../numbers-for-calls.ts";
import type { RunningNumber } from "../running-number.ts";

export async function callerIds({
  client,
  context,
}: RunningNumber): Promise<{ number: string; label: string }[]> {
  const numbers = await numbersForCalls(client);
  const isOwn = ({ phoneNumber }: { phoneNumber: string }) => phoneNumber === context.settings.number;
  return numbers
    .sort((one, other) => Number(isOwn(other)) - Number(isOwn(one)))
    .map(({ phoneNumber, friendlyName }) => ({ number: phoneNumber, label: friendlyName }));
}
