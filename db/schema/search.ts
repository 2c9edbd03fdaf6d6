import { sql } from "drizzle-orm";
import { bigint, boolean, check, customType, index, pgTable, text, uuid } from "drizzle-orm/pg-core";

// These tables follow the event log and refer to nothing: a check would cost as much as an index.

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * Who may find a row, so that the index itself narrows by permission: `c:<channel or queue>`, `u:<channel or queue>`
 * while nobody has it, `p:<person>`. Results pass the real predicate besides.
 */
const audience = () => text().array().notNull();

export const searchInteractions = pgTable(
  "search_interactions",
  {
    interactionId: uuid().primaryKey(),
    conversationId: uuid().notNull(),
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
    contactId: uuid().primaryKey(),
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
