import type { Call } from "../calls/call.ts";
import { wait } from "../clock.ts";
import type { Exchange } from "../exchange.ts";
import type { Sound } from "../sound/sound.ts";
import type { Track } from "../sound/track.ts";
import type { Endpoint, Fields } from "../webhooks/send-webhook.ts";
import { type Document, DocumentError } from "./document.ts";
import type { Element } from "./read-xml.ts";

/** Where documents are followed. */
export interface Stage {
  exchange: Exchange;
  call: Call;
  /** Where what is said and played is to be heard. */
  out: Track;
  /** Aborted, with an `Interruption` as reason, when the call is sent elsewhere or ends. */
  signal: AbortSignal;
  /** The verbs that count here; others are passed over. */
  verbs: VerbTable;
  /** What each request for a document says. */
  fields(): Fields;
  /** Called before each verb. */
  beforeVerb?(name: string): void;
}

/** A stage with the document that is followed on it. */
export interface Scene extends Stage {
  document: Document;
}

export type Verb = (scene: Scene, verb: Element) => Promise<Turn>;
export type VerbTable = Record<string, Verb>;

/** What comes after a verb; undefined is the verb below it. */
export type Turn = { to: Endpoint; fields?: Fields } | "hangUp" | "leave" | undefined;

/** Lets a sound be heard for a time; it stops with the stage. */
export async function hear(stage: Stage, sound: Sound, ms: number): Promise<void> {
  const stop = stage.out.play(sound);
  try {
    await wait(stage.exchange.clock, ms, stage.signal);
  } finally {
    stop();
  }
}

/** An address in a document, which may be relative to it; where there is none, the document's own. */
export function endpointIn(scene: Scene, address: string | undefined, method: string | undefined): Endpoint {
  const from = scene.document.from;
  const base = from?.url ?? "";
  const url = !address ? base : URL.canParse(address, base) ? new URL(address, base).href : "";
  if (!url) throw new DocumentError(11100, `"${address ?? ""}" is no address.`, base);
  return { url, method: method?.toUpperCase() === "GET" ? "GET" : "POST" };
}

/** A number in an attribute; Twilio takes its default where it is none. */
export function numberIn(verb: Element, name: string, otherwise: number): number {
  const value = Number.parseInt(verb.attributes[name] ?? "", 10);
  return Number.isNaN(value) || value < 0 ? otherwise : value;
}
