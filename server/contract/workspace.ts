import { z } from "zod";
import { Email, text, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";
import { NewPassword } from "./people.ts";

const Span = z
  .object({ from: z.number().int().min(0).max(1440), to: z.number().int().min(0).max(1440) })
  .strict();

/** Minutes since midnight, per weekday (0 is Sunday); a day without spans is closed. */
export const OfficeHours = z
  .object({
    timeZone: text(60),
    days: z
      .array(z.object({ weekday: z.number().int().min(0).max(6), spans: z.array(Span).max(6) }).strict())
      .max(7),
    holidays: z.array(z.iso.date()).max(400),
  })
  .strict()
  .meta({ id: "OfficeHours" });
export type OfficeHours = z.infer<typeof OfficeHours>;

const KeepEventsDays = z.number().int().min(30).max(36_500).nullable();

const Weight = z.number().int().min(0).max(1_000);
const Weights = z.object({ chat: Weight, mail: Weight, call: Weight }).strict();

/** What people may call; without countries that of the number alone with which they call. */
export const Calling = z
  .object({
    /** ISO 3166. */
    countries: z.array(z.string().regex(/^[A-Z]{2}$/, "is a code of two letters, such as DE")).max(250),
    /** For each person. */
    callsPerHour: z.number().int().min(1).max(1_000),
  })
  .strict()
  .meta({ id: "Calling" });
export type Calling = z.infer<typeof Calling>;

export const Workspace = z
  .object({
    name: z.string(),
    timeZone: z.string(),
    officeHours: OfficeHours.nullable(),
    agentsSeeAll: z.boolean(),
    /** Older events are deleted; null keeps them for ever. */
    keepEventsDays: KeepEventsDays,
    /** What each kind of work takes of a person's capacity. */
    weights: Weights,
    calling: Calling,
  })
  .meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;

const tag = "Workspace";

export const workspaceEndpoints = {
  "GET /setup": {
    summary: "Whether the workspace is set up",
    tag,
    scope: "public",
    response: z.object({ isSetUp: z.boolean() }),
  },
  "POST /setup": {
    summary: "Make the workspace and its first admin, with the token printed at start",
    tag,
    scope: "public",
    body: z
      .object({
        token: text(200),
        workspace: words(120),
        timeZone: text(60),
        name: words(120),
        email: Email,
        password: NewPassword,
      })
      .strict(),
    status: 201,
    /** The web chat channel that the demo page shows. */
    response: z.object({ channelId: z.uuid() }),
  },
  "GET /workspace": { summary: "The workspace", tag, scope: "session", response: Workspace },
  "PATCH /workspace": {
    summary: "Change the workspace",
    tag,
    scope: "session",
    role: "admin",
    body: z
      .object({
        name: words(120),
        timeZone: text(60),
        officeHours: OfficeHours.nullable(),
        agentsSeeAll: z.boolean(),
        keepEventsDays: KeepEventsDays,
        weights: Weights,
        calling: Calling,
      })
      .partial()
      .strict(),
    response: Workspace,
  },
} as const satisfies Endpoints;
