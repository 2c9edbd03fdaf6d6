import type { Exchange } from "../exchange.ts";
import { type Endpoint, type Fields, makeWebhook, sendWebhook, type Webhook } from "./send-webhook.ts";

/** Tells what happened, without waiting for it to be heard. What is about one thing comes in its order. */
export function sendCallback(exchange: Exchange, about: string, to: Endpoint, fields: Fields): void {
  const webhook = makeWebhook(to, fields);
  if (exchange.held) {
    exchange.held.waiting.push({ webhook });
    return;
  }
  const delayMs = exchange.misbehaviour.delayMs?.(fields) ?? 0;
  if (delayMs > 0) {
    exchange.clock.after(delayMs, () => void deliver(exchange, webhook));
    return;
  }
  const earlier = exchange.deliveries.get(about) ?? Promise.resolve();
  const delivery = earlier.then(async () => {
    await deliver(exchange, webhook);
    if (exchange.deliveries.get(about) === delivery) exchange.deliveries.delete(about);
  });
  exchange.deliveries.set(about, delivery);
}

/** Brings one callback to its address. One that is not heard is noted and not tried again. */
export async function deliver(exchange: Exchange, webhook: Webhook): Promise<void> {
  for (let times = exchange.misbehaviour.callbacksTwice ? 2 : 1; times > 0; times--) {
    if (exchange.stopping.signal.aborted) return;
    const answer = await sendWebhook(exchange, webhook).catch((error: Error) => error);
    const trouble = answer instanceof Error ? answer.message : `The webhook answered ${answer.status}.`;
    if (answer instanceof Error || answer.status >= 300) {
      const callSid = webhook.fields.CallSid ?? "";
      exchange.errors.push({ code: 11200, message: trouble, callSid, url: webhook.url });
    }
  }
}
