import { ConnectorError } from "../contract.ts";
import { ask } from "./rest-errors.ts";
import type { RunningNumber } from "./running-number.ts";

/** As many as Twilio lets wait; a queue that comes into being by itself takes 100. */
const mostWaiting = 5_000;

/** Has the number's calls sent here. Whatever is right already stays. @throws ConnectorError in Twilio's own words */
export async function bindNumber(running: RunningNumber): Promise<void> {
  await Promise.all([bindWebhooks(running), makeQueue(running)]);
}

async function bindWebhooks({ at, client, context }: RunningNumber): Promise<void> {
  const { number } = context.settings;
  const found = await ask(client.incomingPhoneNumbers.list({ phoneNumber: number }));
  const ours = found.find(({ phoneNumber }) => phoneNumber === number);
  if (!ours) throw new ConnectorError("rejected", `This account has no number ${number}.`);
  if (!ours.capabilities.voice) throw new ConnectorError("rejected", `${number} takes no calls.`);
  // An application's addresses go before the number's own.
  if (ours.voiceApplicationSid)
    throw new ConnectorError("rejected", `At Twilio ${number} belongs to an application. Take it out there.`);
  const wanted = {
    voiceUrl: at("/voice"),
    voiceMethod: "POST",
    voiceFallbackUrl: at("/voice/next"),
    voiceFallbackMethod: "POST",
    statusCallback: at("/status"),
    statusCallbackMethod: "POST",
  };
  const isRight = Object.entries(wanted).every(([name, value]) => Reflect.get(ours, name) === value);
  if (!isRight) await ask(client.incomingPhoneNumbers(ours.sid).update(wanted));
}

async function makeQueue({ client, queue }: RunningNumber): Promise<void> {
  const all = await ask(client.queues.list());
  const ours = all.find(({ friendlyName }) => friendlyName === queue);
  if (!ours) await ask(client.queues.create({ friendlyName: queue, maxSize: mostWaiting }));
  else if (ours.maxSize < mostWaiting) await ask(client.queues(ours.sid).update({ maxSize: mostWaiting }));
}
