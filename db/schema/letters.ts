import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

export interface Correspondent {
  address: string;
  name?: string;
}

export interface Envelope {
  from?: Correspondent;
  to: Correspondent[];
  cc: Correspondent[];
  bcc?: Correspondent[];
  replyTo?: Correspondent[];
  /** Which of these addresses are the channel's own. */
  own?: string[];
}

/** What an interaction has besides its text where messages are letters. Like it, never checked against others. */
export const letters = pgTable("letters", {
  interactionId: uuid().primaryKey(),
  subject: text(),
  /** The subject without what answering adds. */
  topic: text(),
  /** Sanitised; pictures of its own are named `file:ID`. */
  html: text(),
  envelope: jsonb().$type<Envelope>(),
  /** Null where somebody said something by it. */
  nature: text().$type<"auto-reply" | "bounce" | "list" | "receipt" | "invite">(),
  /** Null where the provider vouches for the sender. */
  authenticity: text().$type<"passed" | "failed" | "unknown">(),
  marks: jsonb().$type<{ mark: string; detail?: string }[]>(),
  /** By what programs elsewhere name it; null where it is sent from here. */
  messageId: text(),
  /** What it answers or passes on below its own text. */
  quotedId: uuid(),
  quotedAs: text().$type<"answered" | "forwarded">(),
});

/** By what later messages may name an interaction; each mark is a hash. */
export const trailMarks = pgTable(
  "trail_marks",
  {
    mark: uuid().notNull(),
    channelId: uuid().notNull(),
    interactionId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mark, t.channelId, t.interactionId] }),
    index("trail_marks_interaction").on(t.interactionId),
  ],
);

/** Addresses outside that have been on a conversation. */
export const conversationParticipants = pgTable(
  "conversation_participants",
  { conversationId: uuid().notNull(), address: text().notNull() },
  (t) => [primaryKey({ columns: [t.conversationId, t.address] })],
);

/** Whose pictures from elsewhere a person has chosen to see. */
export const shownSenders = pgTable(
  "shown_senders",
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    address: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.address] })],
);
