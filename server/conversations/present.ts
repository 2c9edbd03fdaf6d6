import type { Envelope } from "../../db/schema/letters.ts";
import { presentSummary, type SummaryRow } from "../contacts/summary.ts";
import type { Call } from "../contract/calls.ts";
import type { Conversation, Interaction, Tag } from "../contract/conversations.ts";
import type { Letter } from "../contract/letters.ts";
import type { Source } from "../contract/sources.ts";
import { type FileRow, fileUrl, presentFile } from "../files/file-info.ts";
import { iso, isoOrNull } from "../lib/rows.ts";
import type { ConversationFacts } from "../permissions/can-see.ts";

export type ConversationRow = SummaryRow & {
  id: string;
  number: number;
  channel_id: string;
  subject: string | null;
  status: Conversation["status"];
  assignee_id: string | null;
  queue_id: string | null;
  snoozed_until: string | null;
  waiting_since: string | null;
  due_at: string | null;
  last_interaction_at: string;
  last_preview: string;
  last_direction: "in" | "out" | null;
  length: number;
  read_position: number | null;
  tags: Tag[];
  people_ids: string[];
  source: Source | null;
  previous_id: string | null;
  created_at: string;
  version: number;
};

export function presentConversation(
  row: ConversationRow,
  isForOne: boolean,
): { conversation: Conversation; facts: ConversationFacts } {
  return {
    facts: {
      channelId: row.channel_id,
      queueId: row.queue_id,
      assigneeId: row.assignee_id,
      peopleIds: row.people_ids,
    },
    conversation: {
      id: row.id,
      number: row.number,
      channelId: row.channel_id,
      contact: presentSummary(row),
      subject: row.subject,
      status: row.status,
      assigneeId: row.assignee_id,
      queueId: row.queue_id,
      snoozedUntil: isoOrNull(row.snoozed_until),
      waitingSince: isoOrNull(row.waiting_since),
      dueAt: isoOrNull(row.due_at),
      lastInteractionAt: iso(row.last_interaction_at),
      preview: row.last_preview,
      lastDirection: row.last_direction,
      length: row.length,
      readPosition: isForOne ? (row.read_position ?? 0) : null,
      tags: row.tags,
      source: row.source,
      previousId: row.previous_id,
      createdAt: iso(row.created_at),
      version: row.version,
    },
  };
}

export type InteractionRow = {
  id: string;
  conversation_id: string;
  position: number;
  kind: Interaction["kind"];
  direction: Interaction["direction"];
  author_id: string | null;
  author_name: string | null;
  contact_id: string | null;
  contact_called: string | null;
  text: string;
  data: Record<string, unknown> | null;
  state: Interaction["state"];
  failure: string | null;
  client_key: string | null;
  has_why: boolean;
  letter: LetterRow | null;
  mentions: string[];
  files: FileRow[];
  sent_at: string | null;
  created_at: string;
  version: number;
};

export function presentInteraction(row: InteractionRow, call: Call | undefined): Interaction {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    position: row.position,
    kind: row.kind,
    direction: row.direction,
    author: authorOf(row),
    text: row.text,
    data: row.data,
    state: row.state,
    failure: row.failure,
    files: row.files.map(presentFile),
    mentions: row.mentions,
    clientKey: row.client_key,
    hasWhy: row.has_why,
    letter: row.letter && presentLetter(row.letter),
    call: call ?? null,
    sentAt: isoOrNull(row.sent_at),
    createdAt: iso(row.created_at),
    version: row.version,
  };
}

interface LetterRow extends Pick<Letter, "subject" | "hasHtml" | "nature" | "authenticity" | "alsoIn"> {
  envelope: Envelope | null;
  marks: Letter["marks"] | null;
  rawId: string | null;
}

function presentLetter({ envelope, marks, rawId, ...row }: LetterRow): Letter {
  return {
    ...row,
    from: envelope?.from ?? null,
    to: envelope?.to ?? [],
    cc: envelope?.cc ?? [],
    bcc: envelope?.bcc ?? [],
    replyTo: envelope?.replyTo ?? [],
    own: envelope?.own ?? [],
    marks: marks ?? [],
    rawUrl: rawId && fileUrl(rawId),
  };
}

function authorOf(row: InteractionRow): Interaction["author"] {
  if (row.author_id) return { kind: "person", id: row.author_id, name: row.author_name };
  if (row.contact_id) return { kind: "contact", id: row.contact_id, name: row.contact_called };
  return { kind: "system", id: null, name: null };
}
