import { z } from "zod";
import { At, Email, Id, text, words } from "./common.ts";
import { type Endpoints, scopes } from "./endpoint.ts";

export const Role = z.enum(["admin", "supervisor", "agent"]);
export type Role = z.infer<typeof Role>;
export const Availability = z.enum(["ready", "busy", "away", "offline"]);
export type Availability = z.infer<typeof Availability>;

export const Person = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    teamIds: z.array(Id),
    availability: Availability,
    awayReason: z.string().nullable(),
    availabilitySince: At,
    /** Null where they set it themselves. */
    availabilityBy: z.enum(["supervisor", "missedOffers"]).nullable(),
    /** By connections; who is not gets no work, whatever the availability. */
    isOnline: z.boolean(),
    /** How much work at a time. */
    capacity: z.number(),
    /** Codes of two letters; none is whatever comes. */
    languages: z.array(z.string()),
    skills: z.array(z.object({ skillId: Id, level: z.number() })),
    isTwoFactorOn: z.boolean(),
    removedAt: At.nullable(),
  })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;

/** What a person keeps for their own screens. */
export const Preferences = z
  .object({
    colorScheme: z.enum(["light", "dark", "auto"]).optional(),
    enterSends: z.boolean().optional(),
    widths: z.record(z.string().max(40), z.number().min(100).max(1200)).optional(),
    /** Under what one writes, where messages are letters. */
    signature: z.string().max(2_000).optional(),
    /** No sound when a queue of the board gets over its limits. */
    mutesBoard: z.boolean().optional(),
    hidesGettingStarted: z.boolean().optional(),
    gettingStarted: z.array(z.string().max(40)).max(20).optional(),
  })
  .strict();
export type Preferences = z.infer<typeof Preferences>;

export const Me = Person.extend({
  preferences: Preferences,
  /** Where the log of events was before this was read: whatever is read later, a socket that goes on from here misses nothing. */
  position: z.number().int().min(0),
}).meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

export const Team = z.object({ id: Id, name: z.string(), memberIds: z.array(Id) }).meta({ id: "Team" });
export type Team = z.infer<typeof Team>;

export const AccessLink = z
  .object({
    id: Id,
    kind: z.enum(["invitation", "passwordReset"]),
    email: z.string(),
    role: Role.nullable(),
    teamIds: z.array(Id),
    queueIds: z.array(Id),
    expiresAt: At,
    /** Only in the answer that makes it. */
    url: z.string().optional(),
  })
  .meta({ id: "AccessLink" });
export type AccessLink = z.infer<typeof AccessLink>;

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.enum(scopes)),
    lastUsedAt: At.nullable(),
    createdAt: At,
    /** Only in the answer that makes it. */
    key: z.string().optional(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;

export const NewPassword = text(200).min(10);
const byId = z.object({ id: Id });
const tag = "People";

/** Sign-in, sign-out and two-factor are better-auth's own, under /api/auth. */
export const peopleEndpoints = {
  "GET /me": { summary: "Who is signed in", tag, scope: "session", response: Me },
  "PATCH /me": {
    summary: "Change one's own name, preferences or availability",
    tag,
    scope: "session",
    body: z
      .object({
        name: words(120),
        preferences: Preferences,
        availability: Availability,
        awayReason: text(80).nullable(),
      })
      .partial()
      .strict(),
    response: Me,
  },
  "DELETE /me/sessions": { summary: "Sign out everywhere", tag, scope: "session" },
  "GET /people": { summary: "Everybody inside", tag, scope: "people:read", response: z.array(Person) },
  "PATCH /people/:id": {
    summary: "Change a person's name, role, teams, or what work they get",
    tag,
    scope: "people:write",
    role: "admin",
    params: byId,
    body: z
      .object({
        name: words(120),
        role: Role,
        teamIds: z.array(Id).max(100),
        /** Those that they are in by themselves. */
        queueIds: z.array(Id).max(1_000),
        capacity: z.number().int().min(0).max(1_000),
        languages: z.array(z.string().regex(/^[a-z]{2}$/)).max(50),
        skills: z.array(z.object({ skillId: Id, level: z.number().int().min(1).max(5) }).strict()).max(200),
      })
      .partial()
      .strict(),
    response: Person,
  },
  "DELETE /people/:id": {
    summary: "Remove a person; what they wrote stays",
    tag,
    scope: "people:write",
    role: "admin",
    params: byId,
  },
  "POST /people/:id/restoration": {
    summary: "Let a removed person back in",
    tag,
    scope: "people:write",
    role: "admin",
    params: byId,
    response: Person,
  },
  "DELETE /people/:id/sessions": {
    summary: "Sign a person out everywhere",
    tag,
    scope: "people:write",
    role: "admin",
    params: byId,
  },
  "POST /people/:id/password-links": {
    summary: "Make a one-time link for a lost password",
    tag,
    scope: "session",
    role: "admin",
    params: byId,
    response: AccessLink,
    status: 201,
  },
  "GET /invitations": {
    summary: "Invitations not used yet",
    tag,
    scope: "people:read",
    role: "admin",
    response: z.array(AccessLink),
  },
  "POST /invitations": {
    summary: "Invite a colleague by link",
    tag,
    scope: "people:write",
    role: "admin",
    body: z
      .object({
        email: Email,
        role: Role,
        teamIds: z.array(Id).max(100).default([]),
        /** From which they are to get work by themselves, besides those of their teams. */
        queueIds: z.array(Id).max(100).default([]),
      })
      .strict(),
    response: AccessLink,
    status: 201,
  },
  "DELETE /invitations/:id": {
    summary: "Withdraw an invitation",
    tag,
    scope: "people:write",
    role: "admin",
    params: byId,
  },
  "GET /access-links/:token": {
    summary: "What a one-time link is for",
    tag,
    scope: "public",
    params: z.object({ token: z.string().max(200) }),
    response: z.object({ kind: AccessLink.shape.kind, email: z.string(), workspace: z.string() }),
  },
  "POST /access-links/:token": {
    summary: "Use a one-time link: accept an invitation or set a new password",
    tag,
    scope: "public",
    params: z.object({ token: z.string().max(200) }),
    body: z.object({ name: words(120).optional(), password: NewPassword }).strict(),
  },
  "GET /teams": { summary: "Teams", tag, scope: "people:read", response: z.array(Team) },
  "POST /teams": {
    summary: "Make a team",
    tag,
    scope: "people:write",
    role: "admin",
    body: z.object({ name: words(80), memberIds: z.array(Id).max(1000).default([]) }).strict(),
    response: Team,
    status: 201,
  },
  "PATCH /teams/:id": {
    summary: "Change a team",
    tag,
    scope: "people:write",
    role: "admin",
    params: byId,
    body: z
      .object({ name: words(80), memberIds: z.array(Id).max(1000) })
      .partial()
      .strict(),
    response: Team,
  },
  "DELETE /teams/:id": { summary: "Remove a team", tag, scope: "people:write", role: "admin", params: byId },
  "GET /api-keys": { summary: "One's own API keys", tag, scope: "session", response: z.array(ApiKey) },
  "POST /api-keys": {
    summary: "Make an API key",
    tag,
    scope: "session",
    body: z.object({ name: words(80), scopes: z.array(z.enum(scopes)).min(1) }).strict(),
    response: ApiKey,
    status: 201,
  },
  "DELETE /api-keys/:id": { summary: "Revoke an API key", tag, scope: "session", params: byId },
} as const satisfies Endpoints;
