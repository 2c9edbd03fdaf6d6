import type { Call } from "./calls/call.ts";
import type { Clock } from "./clock.ts";
import type { Conference } from "./conferences/conference.ts";
import type { Party } from "./parties/party.ts";
import type { Queue } from "./queues/queue.ts";
import type { Recording } from "./recordings/recording.ts";
import type { Application, PhoneNumber } from "./rest/resources.ts";
import type { RestFault } from "./rest/rest-error.ts";
import type { Held } from "./webhooks/hold-callbacks.ts";

/** All that the pretended telephone exchange knows. */
export interface Exchange {
  accountSid: string;
  authToken: string;
  /** Where its REST interface is reached. */
  url: string;
  clock: Clock;
  /** Beginnings of numbers that the account may not call. */
  forbiddenPrefixes: string[];
  calls: Map<string, Call>;
  conferences: Map<string, Conference>;
  queues: Map<string, Queue>;
  recordings: Map<string, Recording>;
  applications: Map<string, Application>;
  numbers: Map<string, PhoneNumber>;
  /** Who answers at an address. */
  parties: Map<string, Party>;
  misbehaviour: Misbehaviour;
  /** The next request that such a fault matches fails by it, once. */
  faults: RestFault[];
  /** What Twilio's debugger would list. */
  errors: DebuggerError[];
  /** What waits to be let go, while it is held. */
  held: Held | undefined;
  /** The last callback about each thing, after which the next one is sent. */
  deliveries: Map<string, Promise<void>>;
  /** Aborted when the sandbox stops. */
  stopping: AbortController;
}

export interface Misbehaviour {
  /** Each callback is delivered a second time, with the token of the first. */
  callbacksTwice?: boolean;
  /** Each request for a document is made a second time, whose answer is followed. */
  documentsTwice?: boolean;
  /** How late a callback comes; those about one call then overtake each other. */
  delayMs?: (fields: Record<string, string>) => number;
  /** Each request to the REST interface waits for this before it is carried out. */
  waitsFor?: (method: string, path: string) => Promise<void> | undefined;
}

export interface DebuggerError {
  code: number;
  message: string;
  callSid: string;
  url: string;
}
