import { z } from "zod";
import { Call } from "./calls.ts";
import { At, Id, page, paging, text, words } from "./common.ts";
import { ContactSummary } from "./contact-summary.ts";
import type { Endpoints } from "./endpoint.ts";
import { Letter, LetterDraft } from "./letters.ts";
import { Source } from "./sources.ts";

export const ConversationStatus = z.enum(["open", "pending", "snoozed", "resolved"]);
export type ConversationStatus = z.infer<typeof ConversationStatus>;

export const Tag = z.object({ id: Id, name: z.string() }).meta({ id: "Tag" });
export type Tag = z.infer<typeof Tag>;

/** A row of the inbox. A higher version is newer; an older one never overwrites it. */
export const Conversation = z
  .object({
    id: Id,
    number: z.number(),
    channelId: Id,
    contact: ContactSummary,
    subject: z.string().nullable(),
    status: ConversationStatus,
    assigneeId: Id.nullable(),
    /** Where its work lies. */
    queueId: Id.nullable(),
    snoozedUntil: At.nullable(),
    waitingSince: At.nullable(),
    /** When the first answer is due. */
    dueAt: At.nullable(),
    lastInteractionAt: At,
    preview: z.string(),
    lastDirection: z.enum(["in", "out"]).nullable(),
    /** Interactions so far. */
    length: z.number(),
    /** Interactions below this position were read by whoever asks; null on pushes, which go to many. */
    readPosition: z.number().nullable(),
    tags: z.array(Tag),
    source: Source.nullable(),
    previousId: Id.nullable(),
    createdAt: At,
    version: z.number(),
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof Conversation>;

export const FileInfo = z
  .object({
    id: Id,
    name: z.string(),
    contentType: z.string(),
    size: z.number(),
    url: z.string(),
    /** Set where the picture is safe to show in place. */
    isPicture: z.boolean(),
    /** Where it can be read as a page, such as an attached mail. */
    pageUrl: z.string().nullable(),
  })
  .meta({ id: "File" });
export type FileInfo = z.infer<typeof FileInfo>;

const Signal = z.object({ signal: z.string(), detail: z.string().optional() });
export const Why = z
  .object({
    thread: z.array(Signal),
    contact: z.array(Signal),
    routing: z.array(Signal),
    moved: z.array(z.object({ from: Id, by: Id.optional(), at: At })).optional(),
  })
  .meta({ id: "Why" });
export type Why = z.infer<typeof Why>;

export const DeliveryState = z.enum([
  "received",
  "queued",
  "sending",
  "sent",
  "delivered",
  "read",
  "failed",
  "unknown",
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Interaction = z
  .object({
    id: Id,
    conversationId: Id,
    position: z.number(),
    kind: z.enum(["message", "call", "note", "system"]),
    direction: z.enum(["in", "out"]).nullable(),
    author: z.object({
      kind: z.enum(["contact", "person", "system"]),
      id: Id.nullable(),
      name: z.string().nullable(),
    }),
    text: z.string(),
    /** A system entry: a catalogue key in `what` and the values that it names. */
    data: z.record(z.string(), z.unknown()).nullable(),
    /** `unknown` is 'may have been sent'. */
    state: DeliveryState,
    failure: z.string().nullable(),
    files: z.array(FileInfo),
    mentions: z.array(Id),
    clientKey: z.string().nullable(),
    hasWhy: z.boolean(),
    /** Where messages are letters. */
    letter: Letter.nullable(),
    /** Where it is one. */
    call: Call.nullable(),
    sentAt: At.nullable(),
    createdAt: At,
    version: z.number(),
  })
  .meta({ id: "Interaction" });
export type Interaction = z.infer<typeof Interaction>;

export const View = z.enum(["mine", "unassigned", "mentioned", "waiting", "all", "snoozed", "resolved"]);
export type View = z.infer<typeof View>;

const answer = {
  text: text(20_000),
  clientKey: z.string().min(8).max(64),
  fileIds: z.array(Id).max(20).default([]),
};
const byId = z.object({ id: Id });
const tag = "Conversations";
const read = { tag, scope: "conversations:read" } as const;
const write = { tag, scope: "conversations:write" } as const;

export const conversationEndpoints = {
  "GET /conversations": {
    summary: "The inbox, newest activity first (`waiting`: longest waiting first)",
    ...read,
    query: z.object({
      view: View.default("all"),
      status: ConversationStatus.optional(),
      channelId: Id.optional(),
      contactId: Id.optional(),
      assigneeId: Id.optional(),
      tagId: Id.optional(),
      ...paging,
    }),
    response: page(Conversation),
  },
  "GET /conversations/counts": {
    summary: "How many there are in each view; counted up to 1,000",
    ...read,
    response: z.record(View, z.number()),
  },
  "GET /conversations/:id": { summary: "One conversation", ...read, params: byId, response: Conversation },
  "GET /conversations/:id/interactions": {
    summary: "Its timeline, oldest first; `before` and `after` are positions; without them the latest",
    ...read,
    params: byId,
    query: z.object({
      before: z.coerce.number().int().min(0).optional(),
      after: z.coerce.number().int().min(-1).optional(),
      limit: paging.limit,
    }),
    response: z.object({ items: z.array(Interaction), length: z.number() }),
  },
  "POST /conversations/:id/interactions": {
    summary: "Answer, or write a note; the same `clientKey` twice is one interaction",
    ...write,
    params: byId,
    body: z
      .object({
        kind: z.enum(["message", "note"]),
        ...answer,
        /** Where messages are letters; left out, it goes to whoever wrote last, under the same subject. */
        letter: LetterDraft.optional(),
        mentions: z.array(Id).max(50).default([]),
        /** The length that the writer had seen; with something newer in between the answer is `conflict`. */
        seenLength: z.number().int().min(0).optional(),
      })
      .strict(),
    bodyLimit: 1_000_000,
    response: Interaction,
    status: 201,
  },
  "POST /conversations": {
    summary:
      "Write to a contact first, by a channel whose messages are letters; the same `clientKey` twice is one",
    ...write,
    body: z.object({ channelId: Id, contactId: Id, ...answer, letter: LetterDraft }).strict(),
    bodyLimit: 1_000_000,
    response: Conversation,
    status: 201,
  },
  "PUT /conversations/:id/assignee": {
    summary: "Assign, or with null give back",
    ...write,
    params: byId,
    body: z.object({ personId: Id.nullable() }).strict(),
    response: Conversation,
  },
  "PUT /conversations/:id/status": {
    summary: "Open, pending, snoozed (until a time) or resolved",
    ...write,
    params: byId,
    body: z.object({ status: ConversationStatus, snoozedUntil: At.optional() }).strict(),
    response: Conversation,
  },
  "PUT /conversations/:id/tags": {
    summary: "Set its tags, by name; new names make new tags",
    ...write,
    params: byId,
    body: z.object({ names: z.array(words(40)).max(30) }).strict(),
    response: Conversation,
  },
  "PUT /conversations/:id/read-position": {
    summary: "Say up to where one has read (lower it to mark unread)",
    ...write,
    params: byId,
    body: z.object({ position: z.number().int().min(0) }).strict(),
  },
  "POST /conversations/:id/people": {
    summary: "Share with a colleague",
    ...write,
    params: byId,
    body: z.object({ personId: Id }).strict(),
  },
  "GET /tags": { summary: "Tags", ...read, response: z.array(Tag) },
  "GET /interactions/:id/why": { summary: "Why it is where it is", ...read, params: byId, response: Why },
  "POST /interactions/:id/retry": {
    summary: "Send a failed one again",
    ...write,
    params: byId,
    response: Interaction,
    status: 202,
  },
  "POST /interactions/:id/detachment": {
    summary: "Take it out into a conversation of its own",
    ...write,
    params: byId,
    response: z.object({ undoId: Id, conversation: Conversation }),
    status: 201,
  },
  "POST /interactions/:id/move": {
    summary: "Move it into another conversation",
    ...write,
    params: byId,
    body: z.object({ conversationId: Id }).strict(),
    response: z.object({ undoId: Id, conversation: Conversation }),
    status: 201,
  },
  "POST /undos/:id": { summary: "Undo a detachment, a move or a join", ...write, params: byId },
  "POST /files": {
    summary: "Keep a file (multipart, one part named `file`, at most 25 MB) to send with an answer",
    ...write,
    response: FileInfo,
    status: 201,
  },
  "GET /files/:id": {
    summary: "A file's bytes, as a download or a safe picture; single ranges are served",
    ...read,
    params: byId,
  },
} as const satisfies Endpoints;
