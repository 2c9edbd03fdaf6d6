import type { Identity } from "../../connectors/contract.ts";
import type { Source } from "../../db/schema/contacts.ts";
import { classifyVisit } from "../contacts/classify-visit.ts";
import { normaliseIdentity } from "../lib/normalise-identity.ts";
import { cut, keyText, storable } from "../lib/plain-text.ts";
import type { Accepted } from "./accepted.ts";
import type { Item } from "./inbound-schema.ts";
import { type PreparedLetter, type PreparedTrail, prepareLetter, prepareTrail } from "./prepare-letter.ts";

const longestName = 200;
const longestSubject = 500;
const longestText = 200_000;
const longestPreview = 160;

/** A message or contact detail as memory decides on it: addresses in their one spelling, texts as columns can hold them. */
export interface Prepared {
  id: string;
  channelId: string;
  receivedAt: Date;
  /** The same as text. */
  at: string;
  place: Place;
  /** Who else writes there, on whatever node, waits. */
  lockKey: string;
  /** The sender's own identity first. */
  proven: KeyedIdentity[];
  claims: KeyedIdentity[];
  name: string | null;
  source: Source | null;
  /** Absent on a contact detail; of a call, what stands for it on the timeline. */
  message?: PreparedMessage;
}

/** A thread of a channel, in which there is one conversation at a time. */
export interface Place {
  channelId: string;
  thread: string;
  key: string;
}

export interface PreparedMessage {
  direction: "in" | "out";
  /** Whether somebody said something by it, and now waits. */
  wakes: boolean;
  text: string;
  subject: string | null;
  files: { id: string; place: string | null }[];
  /** The beginning in one line, or the name of a file. */
  preview: string;
  sentAt: string | null;
  externalId: string;
  call?: PreparedCall;
  /** Lengths of what was cut; the ledger keeps the whole. */
  cut?: { text?: number; name?: number; subject?: number };
  letter?: PreparedLetter;
  trail?: PreparedTrail;
}

export interface PreparedCall {
  /** The carrier's name for it. */
  externalId: string;
  /** The caller's, where it is a telephone. */
  number: string | null;
}

export interface KeyedIdentity extends Identity {
  key: string;
}

/** Something that no connector could read: a person has to look at it. */
export class Unreadable extends Error {}

export const threadKeyOf = (channelId: string, thread: string): string => `t ${channelId} ${thread}`;
export const identityKeyOf = ({ kind, address }: Identity): string => `i ${kind} ${address}`;

/** @throws Unreadable */
export function prepare({ id, channelId, receivedAt, item }: Accepted): Prepared | undefined {
  if (item.type === "receipt") return undefined;
  if (item.type === "unreadable") throw new Unreadable(item.reason);
  const place = placeOf(channelId, keyText(item.thread));
  const { identity, proven: more = [], claims = [], name } = item.from;
  const proven = distinct([identity, ...more]);
  return {
    id,
    channelId,
    receivedAt,
    at: receivedAt.toISOString(),
    place,
    // Where threads are told by trails, any two messages of the channel may turn out to be of one.
    lockKey: item.type === "message" && item.trail ? `c ${channelId}` : place.key,
    proven,
    claims: distinct(claims),
    name: name?.trim() ? cut(storable(name.trim()), longestName) : null,
    source: (item.visit && classifyVisit(item.visit)) ?? null,
    ...(item.type === "message" && { message: prepareMessage(item, proven[0]?.address ?? "") }),
    ...(item.type === "call" && { message: prepareCall(item, proven) }),
  };
}

export const placeOf = (channelId: string, thread: string): Place => ({
  channelId,
  thread,
  key: threadKeyOf(channelId, thread),
});

function prepareMessage(item: Extract<Item, { type: "message" }>, partner: string): PreparedMessage {
  const cuts = {
    ...(item.text.length > longestText && { text: item.text.length }),
    ...((item.from.name?.length ?? 0) > longestName && { name: item.from.name?.length }),
    ...((item.subject?.length ?? 0) > longestSubject && { subject: item.subject?.length }),
  };
  const { direction = "in", nature } = item;
  return {
    direction,
    wakes: direction === "in" && nature === undefined,
    text: cut(storable(item.text), longestText),
    subject: item.subject?.trim() ? cut(storable(item.subject.trim()), longestSubject) : null,
    files: item.files?.map(({ id, place = null }) => ({ id, place })) ?? [],
    preview: previewOf(item),
    sentAt: item.sentAt ?? null,
    externalId: keyText(item.externalId),
    ...(Object.keys(cuts).length > 0 && { cut: cuts }),
    letter: prepareLetter(item),
    trail: prepareTrail(item, partner),
  };
}

/** It wakes nothing by itself: whom it needs, its flow says. */
const prepareCall = (item: Extract<Item, { type: "call" }>, proven: KeyedIdentity[]): PreparedMessage => ({
  direction: "in",
  wakes: false,
  text: "",
  subject: null,
  files: [],
  preview: "Call",
  sentAt: null,
  externalId: keyText(item.externalId),
  call: {
    externalId: keyText(item.call),
    number: proven.find(({ kind }) => kind === "phone")?.address ?? null,
  },
});

function previewOf({ text, subject, files }: Extract<Item, { type: "message" }>): string {
  const line = text
    .slice(0, 2 * longestPreview)
    .replace(/\s+/g, " ")
    .trim();
  const attached = files?.find(({ place }) => !place)?.name;
  return cut(storable(line || attached || subject || ""), longestPreview);
}

function distinct(identities: Identity[]): KeyedIdentity[] {
  if (identities.length === 0) return [];
  const byKey = new Map<string, KeyedIdentity>();
  for (const identity of identities) {
    const normal = normaliseIdentity(identity);
    const key = identityKeyOf(normal);
    if (!byKey.has(key)) byKey.set(key, { ...normal, key });
  }
  return [...byKey.values()];
}
