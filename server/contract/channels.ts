import { z } from "zod";
import { At, flag, Id, page, paging, text, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";
import { Correspondent } from "./letters.ts";
import { OfficeHours } from "./workspace.ts";

/** A connector as the add-a-channel page shows it; `settings` is a JSON Schema whose secret fields carry `secret: true`. */
export const ConnectorInfo = z
  .object({
    id: z.string(),
    label: z.string(),
    summary: z.string(),
    icon: z.string(),
    settings: z.record(z.string(), z.unknown()),
    /** Its messages are letters: with a subject, several recipients, formatted text and quoted history. */
    letters: z.boolean(),
    /** Calls come in by its channels, and what their callers hear is a call flow. */
    carriesCalls: z.boolean(),
    /** The kind of address that can be written to first; null where somebody has to write to us first. */
    reaches: z.string().nullable(),
    /** The page of ours that providers send an admin back to who allowed access; null where none is asked for. */
    authorisedAt: z.string().nullable(),
  })
  .meta({ id: "Connector" });
export type ConnectorInfo = z.infer<typeof ConnectorInfo>;

export const ChannelRules = z
  .object({
    makeDeal: z.boolean(),
    makeTask: z.boolean(),
    answerWithinMinutes: z.number().int().min(1).max(10_080),
    reopenWithinDays: z.number().int().min(0).max(365),
    /** By which channel of letters an answer that was not read goes to the contact's proven address, and when. */
    followUp: z
      .object({ channelId: Id, afterMinutes: z.number().int().min(1).max(10_080) })
      .strict()
      .optional(),
  })
  .strict()
  .meta({ id: "ChannelRules" });
export type ChannelRules = z.infer<typeof ChannelRules>;

/** What everybody who sees its conversations may know. */
export const ChannelSummary = z
  .object({
    id: Id,
    name: z.string(),
    connector: z.string(),
    label: z.string(),
    icon: z.string(),
    isEnabled: z.boolean(),
    /** Of its connector. */
    letters: z.boolean(),
    reaches: z.string().nullable(),
  })
  .meta({ id: "ChannelSummary" });
export type ChannelSummary = z.infer<typeof ChannelSummary>;

export const ChannelHealth = z.enum(["starting", "up", "down", "off"]);

export const Channel = ChannelSummary.extend({
  /** A secret that is set reads as null; leaving it out keeps it. */
  settings: z.record(z.string(), z.unknown()),
  secretsSet: z.array(z.string()),
  rules: ChannelRules,
  /** Where its work goes unless a rule says otherwise; null is whoever sees it. */
  queueId: Id.nullable(),
  /** What its callers hear; null is that they wait in its queue. */
  callFlowId: Id.nullable(),
  officeHours: OfficeHours.nullable(),
  teamIds: z.array(Id),
  health: ChannelHealth,
  healthDetail: z.string().nullable(),
  healthAt: At.nullable(),
  lastInboundAt: At.nullable(),
  lastOutboundAt: At.nullable(),
  /** Of a channel that fetches, the last time that went well; null of others. */
  fetchedAt: At.nullable(),
  /** How long the newest message had been there when it was fetched. */
  fetchLagMs: z.number().nullable(),
  /** Why the last fetch failed. */
  fetchError: z.string().nullable(),
  /** It runs without a real telephone at its other end: its calls are placed by hand. */
  isPretend: z.boolean(),
  /** Where the provider delivers to. */
  inboundUrl: z.string(),
  /** What to put at the other side, ready to copy. */
  guide: z.array(z.object({ title: z.string(), code: z.string() })),
}).meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;

export const Delivery = z
  .object({
    id: Id,
    interactionId: Id,
    conversationId: Id,
    attempt: z.number(),
    state: z.enum(["sending", "sent", "failed", "unknown"]),
    detail: z.string().nullable(),
    startedAt: At,
    endedAt: At.nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.infer<typeof Delivery>;

export const Quarantined = z
  .object({
    id: Id,
    channelId: Id,
    externalId: z.string(),
    reason: z.string(),
    attempts: z.number(),
    receivedAt: At,
    /** Who wrote it, about what and when, where that can be read. */
    from: Correspondent.nullable(),
    subject: z.string().nullable(),
    sentAt: At.nullable(),
    /** What was written, as far as it can be read. */
    preview: z.string(),
  })
  .meta({ id: "Quarantined" });
export type Quarantined = z.infer<typeof Quarantined>;

const byId = z.object({ id: Id });
const settings = z.record(z.string().max(80), z.unknown());
const tag = "Channels";

/** Settings that somebody typed, for a channel to be or (then kept secrets count too) for one that is there. */
const forAuthorisation = { connector: text(40), settings, channelId: Id.optional() };
/** What allowing access added to the settings, sealed; only its admin can use it, for ten minutes. */
const authorisation = z.string().max(40_000);

const changeable = {
  name: words(120),
  settings,
  authorisation,
  rules: ChannelRules,
  queueId: Id.nullable(),
  callFlowId: Id.nullable(),
  officeHours: OfficeHours.nullable(),
  teamIds: z.array(Id).max(100),
  isEnabled: z.boolean(),
};

export const channelEndpoints = {
  "GET /connectors": {
    summary: "What can be connected",
    tag,
    scope: "channels:read",
    response: z.array(ConnectorInfo),
  },
  "GET /channels/summary": {
    summary: "Names and icons of the channels that one sees",
    tag,
    scope: "conversations:read",
    response: z.array(ChannelSummary),
  },
  "GET /channels": {
    summary: "Channels with settings and health",
    tag,
    scope: "channels:read",
    role: "supervisor",
    response: z.array(Channel),
  },
  "POST /channels": {
    summary: "Connect a channel; its settings are checked before it is kept",
    tag,
    scope: "channels:write",
    role: "admin",
    body: z
      .object({ connector: text(40), ...changeable })
      .partial()
      .required({ connector: true, name: true, settings: true })
      .strict(),
    response: Channel,
    status: 201,
  },
  "POST /channels/authorisation-requests": {
    summary: "Where an admin allows access to an account, at the provider's own page",
    tag,
    scope: "session",
    role: "admin",
    body: z.object(forAuthorisation).strict(),
    response: z.object({ address: z.string() }),
    status: 201,
  },
  "POST /channels/authorisations": {
    summary: "Finish with what the provider answered, within ten minutes",
    tag,
    scope: "session",
    role: "admin",
    body: z.object({ ...forAuthorisation, state: text(4_000), code: text(8_000) }).strict(),
    response: z.object({ authorisation }),
    status: 201,
  },
  "GET /channels/:id": {
    summary: "One channel",
    tag,
    scope: "channels:read",
    role: "supervisor",
    params: byId,
    response: Channel,
  },
  "PATCH /channels/:id": {
    summary: "Change a channel; it starts anew with its new settings",
    tag,
    scope: "channels:write",
    role: "admin",
    params: byId,
    body: z.object(changeable).partial().strict(),
    response: Channel,
  },
  "DELETE /channels/:id": {
    summary: "Archive a channel; its conversations stay",
    tag,
    scope: "channels:write",
    role: "admin",
    params: byId,
  },
  "GET /channels/:id/deliveries": {
    summary: "Attempts at sending, newest first",
    tag,
    scope: "channels:read",
    role: "supervisor",
    params: byId,
    query: z.object(paging),
    response: page(Delivery),
  },
  "GET /quarantine": {
    summary: "What came in and could not be processed",
    tag,
    scope: "channels:read",
    role: "supervisor",
    query: z.object(paging),
    response: page(Quarantined),
  },
  "GET /quarantine/:id/source": {
    summary: "As it came: its beginning as plain text, or with `whole` all of it, to download",
    tag,
    scope: "channels:read",
    role: "supervisor",
    params: byId,
    query: z.object({ whole: flag.optional() }),
  },
  "POST /quarantine/:id/replay": {
    summary: "Process it again",
    tag,
    scope: "channels:write",
    role: "supervisor",
    params: byId,
    status: 202,
  },
  "DELETE /quarantine/:id": {
    summary: "Set it aside for good; the raw form stays in the ledger",
    tag,
    scope: "channels:write",
    role: "supervisor",
    params: byId,
  },
} as const satisfies Endpoints;
