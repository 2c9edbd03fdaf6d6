import type { z } from "zod";
import type { Authorise } from "./contract/authorise.ts";
import type { ConnectorContext } from "./contract/context.ts";
import type { Glance, ReadFile } from "./contract/files.ts";
import type { Inbound, InboundUnreadable } from "./contract/inbound.ts";
import type { Authenticity } from "./contract/letter.ts";
import type { LiveDoor } from "./contract/live.ts";
import type { Outbound, Sent } from "./contract/outbound.ts";
import type { LastVoice, Voice } from "./contract/voice.ts";
import type { JsonAnswer, WebhookRequest } from "./contract/webhook.ts";

export type * from "./contract/authorise.ts";
export type * from "./contract/browser-voice.ts";
export type * from "./contract/call.ts";
export type * from "./contract/context.ts";
export * from "./contract/error.ts";
export type * from "./contract/files.ts";
export type * from "./contract/inbound.ts";
export type * from "./contract/letter.ts";
export type * from "./contract/live.ts";
export type * from "./contract/outbound.ts";
export type * from "./contract/voice.ts";
export type * from "./contract/webhook.ts";

/** What every connector promises, and all that it gets from the hub. */
export interface Connector<Settings extends z.ZodObject = z.ZodObject> {
  /** Stable, kebab-case; kept in the channels table. */
  id: string;
  label: string;
  /** One sentence for the page where a channel is added. */
  summary: string;
  /** Path data of a 24 × 24 icon drawn with a 2 px stroke in the current colour. */
  icon: string;
  /**
   * Titles, help and defaults come from `.meta()`; `.meta({ secret: true })` marks what is kept encrypted, and
   * `.meta({ listed: true })` what `list` can give values for.
   */
  settings: Settings;
  /** What to put at the other side, ready to copy: a line of HTML, a command. */
  guide?(channel: { id: string; publicUrl: string }): GuideStep[];
  /** Whether the provider refuses the same message key twice, so that a send found half-way may be repeated. */
  refusesDuplicates: boolean;
  /** A connector that holds a connection runs on exactly one node at a time, under a lease. */
  holdsConnection?: boolean;
  /** Messages are letters: with a subject, several recipients, formatted text and quoted history. */
  letters?: boolean;
  /** Its channels carry calls: they have `voice`. */
  carriesCalls?: boolean;
  /** What its `browser.ts` connects to, as a content security policy names it: `wss://*.example.com`. */
  browserOrigins?: string[];
  /**
   * Whether no real telephone is at the other end of a channel with these settings; its voice has `pretendCall` then. What is
   * there instead is in this process, so such a channel runs only in a hub of one.
   */
  isPretend?(settings: Partial<z.infer<Settings>>): boolean;
  /** The kind of address that somebody can be written to first, without having written before. */
  reaches?: string;
  /**
   * Values that the provider has for a setting. Of the other settings there is what was typed and is right so far.
   * @throws ConnectorError with the provider's own words, or with what is needed first
   */
  list?(settings: Partial<z.infer<Settings>>, field: string, channel: ChannelToBe): Promise<ListedValue[]>;
  start(context: ConnectorContext<z.infer<Settings>>): Promise<RunningChannel> | RunningChannel;
  /**
   * For calls of a channel that is off, where its carrier goes on without it. Takes nothing back into use: the channel's number
   * may be another channel's by now.
   */
  lastVoice?(context: ConnectorContext<z.infer<Settings>>): Promise<LastVoice | undefined>;
  /** Looks, after commit, whether a message whose sender nothing vouched for comes from whom it names. */
  verifySender?(raw: Uint8Array): Promise<{ authenticity: Authenticity; detail?: string }>;
  /** What a file says that no browser can show, such as an attached mail; undefined for all else. */
  readFile?(contentType: string, content: Uint8Array): Promise<ReadFile | undefined>;
  /** What such a file says of itself by its beginning, however little; undefined for all else. */
  glance?(contentType: string, beginning: Uint8Array): Glance | undefined;
  /** Where an admin allows the hub to use his account at the provider's own page. */
  authorise?: Authorise<z.infer<Settings>>;
  /** Reads again what could not be read when it came in; on any node. @throws Error where it still cannot */
  reread?(
    context: ConnectorContext<z.infer<Settings>>,
    unreadable: InboundUnreadable,
    raw: Uint8Array,
  ): Promise<Inbound>;
}

/** One for which settings are being typed: its address is known only if it is there already. */
export interface ChannelToBe {
  id?: string;
  publicUrl: string;
}

export interface ListedValue {
  value: string;
  label: string;
  /** What it is used for now. */
  detail?: string;
}

export interface GuideStep {
  title: string;
  code: string;
}

export interface RunningChannel {
  stop(): Promise<void>;
  /** Resolves when the provider has taken the message. @throws ConnectorError */
  send?(message: Outbound): Promise<Sent>;
  /** Gets the unread bytes of anything under `/api/v1/channels/:id/inbound`. */
  webhook?(request: WebhookRequest, from: { ip: string }): Promise<Response | JsonAnswer>;
  /** Fetches the bytes behind an attachment's `ref`. */
  media?(ref: string): Promise<Response>;
  /** Proves that the settings work. @throws ConnectorError with the provider's own words */
  check?(): Promise<void>;
  /** Lets a contact's browser hold a live pipe. */
  live?: LiveDoor;
  /** Carries calls; what happens to them it tells to the context's `calls`. */
  voice?: Voice;
}
