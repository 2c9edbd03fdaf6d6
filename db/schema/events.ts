import { bigserial, index, jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";

/** What happened, in the one order that all readers share. Holds ids and values, never text, names or addresses. */
export const events = pgTable(
  "events",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    type: text().notNull(),
    version: smallint().notNull().default(1),
    conversationId: uuid(),
    actorId: uuid(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    at: at().notNull().defaultNow(),
  },
  (t) => [index("events_at").using("brin", t.at)],
);
