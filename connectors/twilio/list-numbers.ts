import { type ChannelToBe, ConnectorError, type ListedValue } from "../contract.ts";
import { type AccountNumber, numbersForCalls } from "./numbers-for-calls.ts";
import { addressesBelow, createClient, inboundBase } from "./running-number.ts";
import { type Settings, usualApiUrl } from "./settings.ts";
import { inventedNumbers } from "./try-out/account.ts";

/** The account's numbers that take calls, each with where its calls go now. */
export async function listNumbers(
  { isTryOut, accountSid, authToken, apiUrl = usualApiUrl }: Partial<Settings>,
  channel: ChannelToBe,
): Promise<ListedValue[]> {
  if (isTryOut) return inventedNumbers.map((value) => ({ value, label: "An invented number" }));
  if (!accountSid || !authToken)
    throw new ConnectorError("rejected", "Enter the account SID and the auth token first.");
  const numbers = await numbersForCalls(createClient({ accountSid, authToken, apiUrl }));
  return numbers.map((number) => ({
    value: number.phoneNumber,
    label: number.friendlyName,
    detail: whereCallsGo(number, channel),
  }));
}

function whereCallsGo(
  { voiceApplicationSid, voiceUrl }: AccountNumber,
  { id, publicUrl }: ChannelToBe,
): string {
  if (voiceApplicationSid) return "Its calls go to an application at Twilio";
  if (!voiceUrl) return "Its calls go nowhere yet";
  if (id && voiceUrl === addressesBelow(inboundBase(publicUrl, id))("/voice")) return "Its calls come here";
  if (voiceUrl.startsWith(`${publicUrl}/`)) return "Its calls go to another channel of this hub";
  return `Its calls go to ${URL.parse(voiceUrl)?.host ?? voiceUrl}`;
}
