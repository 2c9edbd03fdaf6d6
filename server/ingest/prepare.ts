import type { Identity } from "../../connectors/contract.ts";
import type { Source } from "../../db/schema/contacts.ts";
import { classifyVisit } from "../contacts/classify-visit.ts";
import { normaliseIdentity } from "../lib/normalise-identity.ts";
import { cut, keyText, storable } from "../lib/plain-text.ts";
import type { Accepted } from "./accepted.ts";
import type { Item } from "./inbound-schema.ts";

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
  threadKey: string;
  thread: string;
  /** The sender's own identity first. */
  proven: KeyedIdentity[];
  claims: KeyedIdentity[];
  name: string | null;
  source: Source | null;
  /** Absent on a contact detail. */
  message?: PreparedMessage;
}

export interface PreparedMessage {
  text: string;
  subject: string | null;
  fileIds: string[];
  /** The beginning in one line, or the name of a file. */
  preview: string;
  sentAt: string | null;
  externalId: string;
  /** Lengths of what was cut; the ledger keeps the whole. */
  cut?: { text?: number; name?: number; subject?: number };
}

export interface KeyedIdentity extends Identity {
  key: string;
}

export const threadKeyOf = (channelId: string, thread: string): string => `t ${channelId} ${thread}`;
export const identityKeyOf = ({ kind, address }: Identity): string => `i ${kind} ${address}`;

export function prepare({ id, channelId, receivedAt, item }: Accepted): Prepared | undefined {
  if (item.type === "receipt") return undefined;
  const thread = keyText(item.thread);
  const { identity, proven = [], claims = [], name } = item.from;
  return {
    id,
    channelId,
    receivedAt,
    at: receivedAt.toISOString(),
    thread,
    threadKey: threadKeyOf(channelId, thread),
    proven: distinct([identity, ...proven]),
    claims: distinct(claims),
    name: name?.trim() ? cut(storable(name.trim()), longestName) : null,
    source: (item.visit && classifyVisit(item.visit)) ?? null,
    ...(item.type === "message" && { message: prepareMessage(item) }),
  };
}

function prepareMessage(item: Extract<Item, { type: "message" }>): PreparedMessage {
  const cuts = {
    ...(item.text.length > longestText && { text: item.text.length }),
    ...((item.from.name?.length ?? 0) > longestName && { name: item.from.name?.length }),
    ...((item.subject?.length ?? 0) > longestSubject && { subject: item.subject?.length }),
  };
  return {
    text: cut(storable(item.text), longestText),
    subject: item.subject?.trim() ? cut(storable(item.subject.trim()), longestSubject) : null,
    fileIds: item.files?.map((file) => file.id) ?? [],
    preview: previewOf(item),
    sentAt: item.sentAt ?? null,
    externalId: keyText(item.externalId),
    ...(Object.keys(cuts).length > 0 && { cut: cuts }),
  };
}

function previewOf({ text, files }: Extract<Item, { type: "message" }>): string {
  const line = text
    .slice(0, 2 * longestPreview)
    .replace(/\s+/g, " ")
    .trim();
  return cut(storable(line || files?.[0]?.name || ""), longestPreview);
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
