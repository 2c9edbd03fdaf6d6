import { randomUUID } from "node:crypto";
import twilio from "twilio";
import type { Exchange } from "../exchange.ts";
import { overridesOf } from "./overrides.ts";

export type Fields = Record<string, string>;

export interface Endpoint {
  url: string;
  method: "GET" | "POST";
}

export interface Webhook extends Endpoint {
  fields: Fields;
  /** One for all deliveries of one webhook. */
  token: string;
}

export interface WebhookAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** Nothing came back: no connection, or no answer in time. */
export class NoAnswer extends Error {
  readonly isTimeout: boolean;
  constructor(isTimeout: boolean, cause: unknown) {
    super(isTimeout ? "The webhook did not answer in time." : "The webhook could not be reached.", { cause });
    this.isTimeout = isTimeout;
  }
}

export const makeWebhook = (to: Endpoint, fields: Fields): Webhook => ({
  url: to.url,
  method: to.method,
  fields,
  token: randomUUID(),
});

/**
 * Makes a signed request, again where the connection fails, as the address's fragment says
 * (www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
 * @throws NoAnswer
 */
export async function sendWebhook(exchange: Exchange, webhook: Webhook): Promise<WebhookAnswer> {
  const overrides = overridesOf(webhook.url);
  for (let tries = 0; ; tries++) {
    const mayRetry = tries < overrides.retries && !exchange.stopping.signal.aborted;
    try {
      const answer = await exchange.clock.during(request(exchange, webhook, overrides.timeoutMs));
      if (!mayRetry || !overrides.retriesStatus(answer.status)) return answer;
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === "TimeoutError";
      if (!mayRetry || !(isTimeout ? overrides.retriesTimeout : overrides.retriesConnection))
        throw new NoAnswer(isTimeout, error);
    }
  }
}

async function request(exchange: Exchange, webhook: Webhook, timeoutMs: number): Promise<WebhookAnswer> {
  const url = new URL(webhook.url);
  url.hash = "";
  const isPost = webhook.method === "POST";
  if (!isPost)
    for (const [name, value] of Object.entries(webhook.fields)) url.searchParams.append(name, value);
  const signature = twilio.getExpectedTwilioSignature(
    exchange.authToken,
    url.href,
    isPost ? webhook.fields : {},
  );
  const response = await fetch(url, {
    method: webhook.method,
    headers: {
      accept: "*/*",
      "user-agent": "TwilioProxy/1.1",
      "x-twilio-signature": signature,
      "i-twilio-idempotency-token": webhook.token,
      ...(isPost ? { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" } : {}),
    },
    body: isPost ? new URLSearchParams(webhook.fields).toString() : undefined,
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), exchange.stopping.signal]),
  });
  return {
    status: response.status,
    contentType: response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "",
    body: Buffer.from(await response.arrayBuffer()),
  };
}
