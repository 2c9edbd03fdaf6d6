import { createHash } from "node:crypto";
import type { Envelope } from "../../connectors/contract.ts";
import { cut, keyText, storable } from "../lib/plain-text.ts";
import type { Item } from "./inbound-schema.ts";

type Message = Extract<Item, { type: "message" }>;

const longestSubject = 500;
const longestHtml = 5_000_000;
const longestMark = 1_000;
const mostNamed = 10;

/** What a message has besides its text, as columns can hold it. */
export interface PreparedLetter {
  subject: string | null;
  topic: string | null;
  html: string | null;
  envelope: Envelope | null;
  nature: Message["nature"] | null;
  authenticity: Message["authenticity"] | null;
  marks: { mark: string; detail?: string }[] | null;
  messageId: string | null;
}

/** What threads it, its ids and what it names as marks: hashes of one length, whatever somebody sends. */
export interface PreparedTrail {
  answers: string[];
  isForged: boolean;
  ids: string[];
  references: string[];
  /** Under which others leave that they name it, and under which it leaves what it names: what came before may come after. */
  namedBy: string[];
  naming: string[];
  topic: string;
  /** Of its topic with whom it was exchanged; absent without a topic. */
  topicMark?: string;
  isAnswer: boolean;
  isVouchedFor: boolean;
  /** Addresses of others on it, the sender's first. */
  outsiders: string[];
}

export function prepareLetter(item: Message): PreparedLetter | undefined {
  const { html, envelope, nature, authenticity, marks, trail } = item;
  const messageId = trail?.ids[0];
  if (!(html ?? envelope ?? nature ?? authenticity ?? marks ?? trail)) return undefined;
  return {
    subject: item.subject ? cut(storable(item.subject), longestSubject) : null,
    topic: trail ? topicText(trail.topic) : null,
    html: html && html.length <= longestHtml ? storable(html) : null,
    envelope: envelope ? storableCopy(envelope) : null,
    nature: nature ?? null,
    authenticity: authenticity ?? null,
    marks: marks?.map(({ mark, detail }) => ({ mark, ...(detail && { detail: storable(detail) }) })) ?? null,
    messageId: messageId ? cut(storable(messageId), longestMark) : null,
  };
}

export function prepareTrail(item: Message, partner: string): PreparedTrail | undefined {
  const { trail, envelope, direction, authenticity } = item;
  if (!trail) return undefined;
  const topic = topicText(trail.topic);
  const own = new Set(envelope?.own.map(addressOf));
  const others = envelope ? [envelope.from, ...envelope.to, ...envelope.cc] : [];
  const outsiders = others.map(({ address }) => addressOf(address)).filter((address) => !own.has(address));
  return {
    answers: trail.answers,
    isForged: trail.isForged ?? false,
    ids: distinct(trail.ids.map((id) => markOf("id", id))),
    references: distinct(trail.references.map((id) => markOf("id", id))),
    namedBy: distinct(trail.ids.map((id) => markOf("named", id))),
    naming: distinct(trail.references.slice(0, mostNamed).map((id) => markOf("named", id))),
    topic,
    ...(topic && { topicMark: topicMarkOf(partner, topic) }),
    isAnswer: trail.isAnswer,
    isVouchedFor: direction === "out" || authenticity !== "failed",
    outsiders: distinct(outsiders.length > 0 ? outsiders : [partner]),
  };
}

const storableCopy = (envelope: Envelope): Envelope =>
  JSON.parse(
    JSON.stringify(envelope, (_key, value) => (typeof value === "string" ? storable(value) : value)),
  );

export const addressOf = (address: string): string => keyText(address.trim().toLowerCase());

export const topicText = (topic: string): string => cut(storable(topic), longestSubject);

/** Of a topic with whom it was exchanged. */
export const topicMarkOf = (address: string, topic: string): string =>
  markOf("topic", `${address}\n${topic}`);

/** Of one length, whatever somebody sends. */
export function markOf(kind: "id" | "named" | "topic", value: string): string {
  const hex = createHash("sha256")
    .update(`${kind}\n${value.slice(0, longestMark)}`)
    .digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const distinct = (values: string[]) => [...new Set(values)];
