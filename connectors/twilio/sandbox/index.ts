import type { AddressInfo } from "node:net";
import { makeCall } from "./calls/call.ts";
import { placeCall } from "./calls/place-call.ts";
import { type Clock, realClock } from "./clock.ts";
import type { DebuggerError, Exchange, Misbehaviour } from "./exchange.ts";
import type { Handset, Party } from "./parties/party.ts";
import { playScript } from "./parties/play-script.ts";
import type { Step } from "./parties/script.ts";
import { type Manner, makeScripted, readScript, usualHertz } from "./parties/scripted.ts";
import { addNumber } from "./rest/numbers.ts";
import type { RestFault } from "./rest/rest-error.ts";
import { serve } from "./rest/serve.ts";
import { tone } from "./sound/tone.ts";
import { forgeWebhook } from "./webhooks/forge.ts";
import { type HeldCallbacks, holdCallbacks } from "./webhooks/hold-callbacks.ts";
import type { Fields } from "./webhooks/send-webhook.ts";

export interface SandboxOptions {
  accountSid: string;
  authToken: string;
  /** Those that the account has bought, like `+4930123456`. */
  numbers?: string[];
  /** A free one without it. */
  port?: number;
  /** How many times faster than the time of day everything goes. */
  speed?: number;
  /** In place of `speed`. */
  clock?: Clock;
  /** Beginnings of numbers that may not be called. */
  forbiddenPrefixes?: string[];
}

interface PretendCall {
  from: string;
  to: string;
  /** What the caller does, as steps or as a sentence like `press 2, wait 20 s, talk, hang up`. */
  script?: string | Step[];
  /** The pitch of the caller's voice. */
  hertz?: number;
}

/** Twilio played over its own wire, on loopback. */
export interface TwilioSandbox {
  /** In place of `https://api.twilio.com`. */
  url: string;
  /** Somebody calls a number of the account. @throws Error where the script or the number is not right */
  placeCall(call: PretendCall): Handset;
  /** A call that goes on, and whose every word somebody else says; gives its id. */
  knowCall(call: Pick<PretendCall, "from" | "to">): string;
  /** Says who answers at a number or a `client:` and how; gives back how to end that. */
  answer(address: string, by: Manner | Party): () => void;
  addNumber(phoneNumber: string): void;
  /** From now on; nothing for good behaviour. */
  misbehave(misbehaviour?: Misbehaviour): void;
  /** Keeps callbacks until they are let go, in whatever order; with `documents`, also what is asked for. */
  holdCallbacks(options?: { documents?: boolean }): HeldCallbacks;
  /** Sends what Twilio did not sign; gives back the status that was answered. */
  forge(url: string, fields: Fields): Promise<number>;
  /** Lets the next such request fail, once. */
  failOnce(fault: RestFault): void;
  /** What went wrong with documents and webhooks, as Twilio's debugger lists it. */
  errors: readonly DebuggerError[];
  stop(): Promise<void>;
}

export async function startTwilioSandbox(options: SandboxOptions): Promise<TwilioSandbox> {
  const exchange = makeExchange(options);
  for (const number of options.numbers ?? []) addNumber(exchange, number);
  const server = await serve(exchange, options.port ?? 0);
  exchange.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: exchange.url,
    errors: exchange.errors,
    placeCall({ from, to, script, hertz = usualHertz }) {
      const steps = readScript(script);
      const handset = placeCall(exchange, from, to);
      void playScript(exchange.clock, handset, steps, tone(hertz));
      return handset;
    },
    knowCall(parties) {
      const call = makeCall(exchange, { ...parties, direction: "inbound" });
      return Object.assign(call, { status: "in-progress", answeredAt: call.createdAt }).sid;
    },
    answer(address, by) {
      const isParty = typeof by === "object" && "ring" in by;
      exchange.parties.set(address, isParty ? by : makeScripted(exchange.clock, by));
      return () => exchange.parties.delete(address);
    },
    addNumber: (phoneNumber) => void addNumber(exchange, phoneNumber),
    misbehave(misbehaviour = {}) {
      exchange.misbehaviour = misbehaviour;
    },
    holdCallbacks: (holding) => holdCallbacks(exchange, holding),
    forge: (url, fields) => forgeWebhook(exchange, url, fields),
    failOnce: (fault) => void exchange.faults.push(fault),
    async stop() {
      exchange.stopping.abort();
      exchange.clock.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const makeExchange = (options: SandboxOptions): Exchange => ({
  accountSid: options.accountSid,
  authToken: options.authToken,
  url: "",
  clock: options.clock ?? realClock(options.speed),
  forbiddenPrefixes: options.forbiddenPrefixes ?? [],
  calls: new Map(),
  conferences: new Map(),
  queues: new Map(),
  recordings: new Map(),
  applications: new Map(),
  numbers: new Map(),
  parties: new Map(),
  misbehaviour: {},
  faults: [],
  errors: [],
  held: undefined,
  deliveries: new Map(),
  stopping: new AbortController(),
});
