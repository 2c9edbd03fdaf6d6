import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, id, timestamps } from "./columns.ts";
import { teams } from "./people.ts";
import type { OfficeHours } from "./workspace.ts";

/** What happens at a first contact, and when a late message opens a new conversation. */
export interface ChannelRules {
  makeDeal: boolean;
  makeTask: boolean;
  answerWithinMinutes: number;
  reopenWithinDays: number;
  /** By which channel of letters an answer that was not read goes to the contact's proven address, and when. */
  followUp?: { channelId: string; afterMinutes: number };
}

export const channels = pgTable("channels", {
  ...id,
  connector: text().notNull(),
  name: text().notNull(),
  /** Of its connector: its messages have a subject, several recipients and formatted text. */
  letters: boolean().notNull().default(false),
  settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  /** The secret settings, sealed under the app secret. */
  secrets: text(),
  rules: jsonb().$type<ChannelRules>().notNull(),
  /** Where its work goes unless a rule says otherwise; null is not routed. Queues are archived, never deleted. */
  queueId: uuid(),
  /** What its callers hear; without one they wait in its queue. Flows are archived, never deleted. */
  callFlowId: uuid(),
  /** Null is the workspace's. */
  officeHours: jsonb().$type<OfficeHours>(),
  isEnabled: boolean().notNull().default(true),
  health: text().$type<"starting" | "up" | "down" | "off">().notNull().default("starting"),
  healthDetail: text(),
  healthAt: at(),
  lastInboundAt: at(),
  lastOutboundAt: at(),
  /** Of a channel that fetches: the last fetch that ended well, what then was the age of the newest, why one fails. */
  fetchedAt: at(),
  fetchLagMs: integer(),
  fetchError: text(),
  archivedAt: at(),
  ...timestamps,
});

/** A channel without teams is everybody's. */
export const channelTeams = pgTable(
  "channel_teams",
  {
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.teamId] }), index("channel_teams_team").on(t.teamId)],
);

export const channelState = pgTable(
  "channel_state",
  {
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    key: text().notNull(),
    value: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.key] })],
);

/** Who runs what only one node may run; the fence grows with every new holder. */
export const leases = pgTable("leases", {
  name: text().primaryKey(),
  holder: uuid().notNull(),
  fence: bigint({ mode: "number" }).notNull().default(1),
  expiresAt: at().notNull(),
});

export const nodes = pgTable("nodes", {
  ...id,
  startedAt: at().notNull().defaultNow(),
  seenAt: at().notNull().defaultNow(),
});
