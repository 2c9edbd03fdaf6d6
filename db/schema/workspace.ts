import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { at, timestamps } from "./columns.ts";
import type { WorkKind } from "./routing.ts";

/** Minutes since midnight, per weekday (0 is Sunday); a day without spans is closed. */
export interface OfficeHours {
  timeZone: string;
  days: { weekday: number; spans: { from: number; to: number }[] }[];
  /** ISO dates that are closed. */
  holidays: string[];
}

/** What people here may call. */
export interface Calling {
  /** ISO 3166 codes. */
  countries: string[];
  /** For each person. */
  callsPerHour: number;
}

/** One row. */
export const workspace = pgTable(
  "workspace",
  {
    isOnly: boolean().primaryKey().default(true),
    name: text(),
    timeZone: text().notNull().default("UTC"),
    /** Null is round the clock. */
    officeHours: jsonb().$type<OfficeHours>(),
    /** Agents see everything unassigned or not, in the channels that they see. */
    agentsSeeAll: boolean().notNull().default(false),
    /** How long the event log goes back; null is for ever. */
    keepEventsDays: integer(),
    /** What each kind of work takes of a person's capacity. */
    weights: jsonb().$type<Record<WorkKind, number>>().notNull().default({ chat: 2, mail: 1, call: 6 }),
    calling: jsonb().$type<Calling>().notNull().default({ countries: [], callsPerHour: 60 }),
    setupTokenHash: text(),
    setUpAt: at(),
    /** Under what recordings of this hub lie in their store, and for which database that was made: a copy of it gets another. */
    recordingOwner: text(),
    recordingPlace: text(),
    /** Owners that are gone, whose recordings are this hub's now. */
    recordingsTakenOver: text().array().notNull().default([]),
    ...timestamps,
  },
  (t) => [check("workspace_is_only", sql`${t.isOnly}`)],
);
