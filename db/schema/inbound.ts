import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, bytea, channelId } from "./columns.ts";

/** Transactional inbox and loss ledger in one. A message's id is also that of the interaction that it becomes. */
export const inbound = pgTable(
  "inbound",
  {
    id: uuid().primaryKey(),
    channelId: channelId().notNull(),
    externalId: text().notNull(),
    /** The normalised form as JSON bytes: text and jsonb refuse NUL and lone surrogates. */
    item: bytea().notNull(),
    /** The provider's bytes, where they differ. */
    raw: bytea(),
    setAside: text().$type<"quarantined" | "discarded">(),
    /** Why it could not be processed, or led to nothing. */
    reason: text(),
    /** How often it was set aside. */
    attempts: integer().notNull().default(0),
    receivedAt: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("inbound_external").on(t.channelId, t.externalId),
    index("inbound_quarantined").on(t.id).where(sql`${t.setAside} = 'quarantined'`),
  ],
);

/**
 * What was accepted and is not processed yet, and which node will. A mark on the ledger's own row would write that row,
 * and all its index entries, a second time.
 */
export const inboundWaiting = pgTable(
  "inbound_waiting",
  { nodeId: uuid().notNull(), id: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.nodeId, t.id] })],
);
