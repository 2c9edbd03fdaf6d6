import twilio from "twilio";
import type { ConnectorContext } from "../contract.ts";
import type { Settings } from "./settings.ts";

/** What all parts share of one channel that runs: a number and its account. */
export interface RunningNumber {
  context: ConnectorContext<Settings>;
  client: twilio.Twilio;
  /** Where callers wait at Twilio. */
  queue: string;
  /** An address of ours that Twilio is given. */
  at: AddressAt;
  /** Waits that have to be looked at before the music is over, by the caller's call. */
  ticks: Map<string, NodeJS.Timeout>;
  /** Aborted when the channel stops. */
  stopping: AbortController;
}

export type AddressAt = (path: string, query?: Record<string, string | number>) => string;

const slowestAnswerMs = 10_000;

export function createRunningNumber(context: ConnectorContext<Settings>): RunningNumber {
  const { channelId, publicUrl, settings } = context;
  return {
    context,
    client: createClient(settings),
    queue: `switchboard-${channelId}`,
    at: addressesBelow(inboundBase(publicUrl, channelId)),
    ticks: new Map(),
    stopping: new AbortController(),
  };
}

export function createClient({
  accountSid,
  authToken,
  apiUrl,
}: Pick<Settings, "accountSid" | "authToken" | "apiUrl">): twilio.Twilio {
  const client = twilio(accountSid, authToken, { timeout: slowestAnswerMs });
  client.api.baseUrl = apiUrl;
  return client;
}

export const inboundBase = (publicUrl: string, channelId: string): string =>
  `${publicUrl}/api/v1/channels/${channelId}/inbound`;

/**
 * The fragment never comes here and is not signed: it asks Twilio for another two tries
 * (www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
 */
export const addressesBelow =
  (base: string): AddressAt =>
  (path, query = {}) => {
    const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
    const search = pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "";
    return `${base}${path}${search}#rc=2&rp=ct,5xx`;
  };
