import { sql } from "drizzle-orm";
import { bigint, boolean, check, customType, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { contacts } from "./contacts.ts";
import { conversations, interactions } from "./conversations.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * Who may find a row, so that the index itself narrows by permission: `c:<channel>`, `u:<channel>` while nobody has
 * it, `p:<person>`. Results pass the real predicate besides.
 */
const audience = () => text().array().notNull();

export const searchInteractions = pgTable(
  "search_interactions",
  {
    interactionId: uuid()
      .primaryKey()
      .references(() => interactions.id, { onDelete: "cascade" }),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id),
    terms: tsvector().notNull(),
    audience: audience(),
  },
  (t) => [
    index("search_interactions_terms").using("gin", t.terms, t.audience),
    index("search_interactions_conversation").on(t.conversationId),
  ],
);

export const searchContacts = pgTable(
  "search_contacts",
  {
    contactId: uuid()
      .primaryKey()
      .references(() => contacts.id, { onDelete: "cascade" }),
    /** Folded name, company and addresses. */
    text: text().notNull(),
    audience: audience(),
  },
  (t) => [index("search_contacts_text").using("gin", t.text.op("gin_trgm_ops"), t.audience)],
);

/** How far the search documents have followed the event log. One row. */
export const searchPosition = pgTable(
  "search_position",
  {
    isOnly: boolean().primaryKey().default(true),
    seq: bigint({ mode: "number" }).notNull().default(0),
  },
  (t) => [check("search_position_is_only", sql`${t.isOnly}`)],
);
