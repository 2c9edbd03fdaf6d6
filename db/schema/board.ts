import { sql } from "drizzle-orm";
import { bigint, boolean, check, pgTable, smallint, unique, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./columns.ts";

// These tables follow the event log and refer to nothing: what they tell of is never deleted.

/** The floor at a moment of the event log, packed: what came before it need not be read again. */
export const floorSnapshots = pgTable("floor_snapshots", {
  at: at().primaryKey(),
  seq: bigint({ mode: "number" }).notNull(),
  /** How it is packed; what an older or newer hub packed otherwise is no snapshot. */
  version: smallint().notNull(),
  state: bytea().notNull(),
});

const count = () => bigint({ mode: "number" }).notNull().default(0);

/** What happened in a quarter of an hour, by queue, channel and person; null is none. */
export const workTallies = pgTable(
  "work_tallies",
  {
    quarter: at().notNull(),
    queueId: uuid(),
    channelId: uuid(),
    personId: uuid(),
    arrived: count(),
    answered: count(),
    answeredInTime: count(),
    abandoned: count(),
    overflowed: count(),
    waitedMs: count(),
    longestWaitMs: count(),
    handled: count(),
    handleMs: count(),
    wrapUpMs: count(),
    missed: count(),
    declined: count(),
    occupiedMs: count(),
    availableMs: count(),
  },
  (t) => [unique("work_tallies_key").on(t.quarter, t.queueId, t.channelId, t.personId).nullsNotDistinct()],
);

/** How far the tallies have followed the event log. One row. */
export const tallyPosition = pgTable(
  "tally_position",
  {
    isOnly: boolean().primaryKey().default(true),
    seq: bigint({ mode: "number" }).notNull(),
  },
  (t) => [check("tally_position_is_only", sql`${t.isOnly}`)],
);
