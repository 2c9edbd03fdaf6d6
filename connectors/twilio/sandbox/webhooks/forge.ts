import type { Exchange } from "../exchange.ts";
import { type Fields, makeWebhook, sendWebhook } from "./send-webhook.ts";

/** Posts as somebody who does not know the account's token; gives back the status that was answered. */
export async function forgeWebhook(exchange: Exchange, url: string, fields: Fields): Promise<number> {
  const stranger = { ...exchange, authToken: "not-the-token" };
  return (await sendWebhook(stranger, makeWebhook({ url, method: "POST" }, fields))).status;
}
