import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, newId, timestamps } from "./columns.ts";
import { people } from "./people.ts";

/** Where somebody came from. */
export interface Source {
  kind: "direct" | "organic" | "paid" | "referral" | "mailing" | "social" | "other";
  /** Search engine, network, site or list. */
  name?: string;
  campaign?: string;
  keyword?: string;
  content?: string;
  medium?: string;
  page?: string;
  referrer?: string;
  clickId?: { kind: string; value: string };
}

export const companies = pgTable("companies", { ...id, name: text().notNull().unique(), ...timestamps });

export const contacts = pgTable(
  "contacts",
  {
    ...id,
    /** Null until somebody says it. */
    name: text(),
    companyId: uuid().references(() => companies.id),
    source: jsonb().$type<Source>(),
    fields: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdBy: uuid().references(() => people.id),
    /** The contact whose card this one was joined to. */
    joinedTo: uuid(),
    version: integer().notNull().default(1),
    lastSeenAt: at(),
    ...timestamps,
  },
  (t) => [index("contacts_company").on(t.companyId).where(sql`${t.companyId} is not null`)],
);

export const identities = pgTable(
  "identities",
  {
    /** Found by its contact: an index of its own would cost the ingest path as much as the row. */
    id: uuid().notNull().$defaultFn(newId),
    /** Not checked, for the sake of the ingest path: cards are joined, and never deleted. */
    contactId: uuid().notNull(),
    kind: text().notNull(),
    /** Normalised: E.164, lower-case email, the provider's id. */
    address: text().notNull(),
    isProven: boolean().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("identities_proven").on(t.kind, t.address).where(sql`${t.isProven}`),
    primaryKey({ columns: [t.contactId, t.kind, t.address] }),
    index("identities_claimed").on(t.kind, t.address).where(sql`not ${t.isProven}`),
  ],
);
