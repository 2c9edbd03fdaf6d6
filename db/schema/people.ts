import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, timestamps } from "./columns.ts";

/** better-auth's user, with what the hub adds. */
export const people = pgTable(
  "people",
  {
    ...id,
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    role: text().$type<"admin" | "supervisor" | "agent">().notNull().default("agent"),
    twoFactorEnabled: boolean().notNull().default(false),
    availability: text().$type<"ready" | "busy" | "away" | "offline">().notNull().default("ready"),
    awayReason: text(),
    availabilitySince: at().notNull().defaultNow(),
    /** By connections to any node; availability counts only together with it. */
    isOnline: boolean().notNull().default(false),
    onlineSince: at().notNull().defaultNow(),
    /** A browser of theirs is ready to carry calls. */
    hasPhone: boolean().notNull().default(false),
    /** How much work at a time. */
    capacity: integer().notNull().default(6),
    /** Codes of two letters; none is whatever comes. */
    languages: text().array().notNull().default(sql`'{}'`),
    /** Null where they set it themselves. */
    availabilityBy: text().$type<"supervisor" | "missedOffers">(),
    /** Since when they had nothing to do. */
    idleSince: at().notNull().defaultNow(),
    lastOfferedAt: at(),
    /** Offers that they let pass one after the other. */
    missedOffers: integer().notNull().default(0),
    preferences: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    removedAt: at(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("people_email").on(sql`lower(${t.email})`),
    check("people_role", sql`${t.role} in ('admin', 'supervisor', 'agent')`),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    ...id,
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    token: text().notNull().unique(),
    expiresAt: at().notNull(),
    ipAddress: text(),
    userAgent: text(),
    ...timestamps,
  },
  (t) => [index("sessions_person").on(t.personId)],
);

export const accounts = pgTable(
  "accounts",
  {
    ...id,
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: at(),
    refreshTokenExpiresAt: at(),
    scope: text(),
    password: text(),
    ...timestamps,
  },
  (t) => [index("accounts_person").on(t.personId)],
);

export const verifications = pgTable(
  "verifications",
  {
    ...id,
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at().notNull(),
    ...timestamps,
  },
  (t) => [index("verifications_identifier").on(t.identifier)],
);

export const twoFactors = pgTable("two_factors", {
  ...id,
  personId: uuid()
    .notNull()
    .references(() => people.id, { onDelete: "cascade" }),
  secret: text().notNull(),
  backupCodes: text().notNull(),
  verified: boolean().notNull().default(false),
  failedVerificationCount: integer().notNull().default(0),
  lockedUntil: at(),
});

export const teams = pgTable("teams", { ...id, name: text().notNull().unique(), ...timestamps });

export const teamMembers = pgTable(
  "team_members",
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.personId] }), index("team_members_person").on(t.personId)],
);

/** A link that lets somebody in once: an invitation, or an admin's way back for a lost password. */
export const accessLinks = pgTable("access_links", {
  ...id,
  kind: text().$type<"invitation" | "passwordReset">().notNull(),
  tokenHash: text().notNull().unique(),
  email: text().notNull(),
  personId: uuid().references(() => people.id, { onDelete: "cascade" }),
  role: text().$type<"admin" | "supervisor" | "agent">(),
  teamIds: uuid().array().notNull().default([]),
  queueIds: uuid().array().notNull().default([]),
  createdBy: uuid().references(() => people.id),
  expiresAt: at().notNull(),
  usedAt: at(),
  createdAt: at().notNull().defaultNow(),
});

/** A machine's key: acts as the person who made it, within its scopes. */
export const apiKeys = pgTable("api_keys", {
  ...id,
  name: text().notNull(),
  prefix: text().notNull(),
  keyHash: text().notNull().unique(),
  scopes: text().array().notNull(),
  personId: uuid()
    .notNull()
    .references(() => people.id, { onDelete: "cascade" }),
  lastUsedAt: at(),
  revokedAt: at(),
  createdAt: at().notNull().defaultNow(),
});
