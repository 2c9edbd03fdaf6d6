import type { z } from "zod";

/** What every connector promises, and all that it gets from the hub. */
export interface Connector<Settings extends z.ZodObject = z.ZodObject> {
  /** Stable, kebab-case; kept in the channels table. */
  id: string;
  label: string;
  /** One sentence for the page where a channel is added. */
  summary: string;
  /** Path data of a 24 × 24 icon drawn with a 2 px stroke in the current colour. */
  icon: string;
  /** Titles, help and defaults come from `.meta()`; `.meta({ secret: true })` marks what is kept encrypted. */
  settings: Settings;
  /** What to put at the other side, ready to copy: a line of HTML, a command. */
  guide?(channel: { id: string; publicUrl: string }): GuideStep[];
  /** Whether the provider refuses the same message key twice, so that a send found half-way may be repeated. */
  refusesDuplicates: boolean;
  /** A connector that holds a connection runs on exactly one node at a time, under a lease. */
  holdsConnection?: boolean;
  /** Messages are letters: with a subject, several recipients, formatted text and quoted history. */
  letters?: boolean;
  /** The kind of address that somebody can be written to first, without having written before. */
  reaches?: string;
  start(context: ConnectorContext<z.infer<Settings>>): Promise<RunningChannel> | RunningChannel;
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

export interface ReadFile {
  title: string;
  /** Sanitised. */
  html?: string;
  text: string;
}

/** Each part where it can be read. */
export interface Glance {
  from?: Correspondent;
  subject?: string;
  /** ISO 8601. */
  sentAt?: string;
}

/** OAuth 2 with PKCE (RFC 6749, RFC 7636). */
export interface Authorise<Settings> {
  /** Where the admin is sent. @throws ConnectorError where the settings do not allow it */
  address(settings: Settings, request: AuthoriseRequest): string;
  /** What the provider's answer adds to the settings. @throws ConnectorError with the provider's own words */
  finish(settings: Settings, answer: AuthoriseAnswer): Promise<Partial<Settings>>;
}

export interface AuthoriseRequest {
  redirectUri: string;
  state: string;
  /** By the method S256. */
  challenge: string;
}

export interface AuthoriseAnswer {
  code: string;
  redirectUri: string;
  verifier: string;
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
}

/** What connectors ask of the platform's `Request`; the whole of one costs as much as all else in a small request. */
export interface WebhookRequest
  extends Pick<Request, "url" | "method" | "body" | "text" | "json" | "arrayBuffer" | "formData"> {
  readonly headers: Pick<Headers, "get">;
}

/** Plain data where the answer is JSON, for the same reason. */
export interface JsonAnswer {
  status: number;
  /** Names in lower case. */
  headers?: Record<string, string>;
  body: unknown;
}

export interface LiveDoor {
  /** The address that this browser may follow, or undefined when it may not. */
  admit(handshake: LiveHandshake): Promise<string | undefined>;
  /** Something that the contact's browser said on its pipe. */
  receive(address: string, message: LiveMessage): Promise<void>;
  /** The hub says that somebody inside is typing (or has stopped), or has read up to an interaction. */
  notify?(thread: string, signal: LiveSignal): void;
}

export interface LiveHandshake {
  origin: string | undefined;
  ip: string;
  token: unknown;
}

export interface LiveMessage {
  type: string;
  [key: string]: unknown;
}

export type LiveSignal = { type: "typing"; name: string; isTyping: boolean } | { type: "read"; upTo: string };

export interface ConnectorContext<Settings> {
  channelId: string;
  settings: Settings;
  /** Base of everything the outside reaches, without a trailing slash. */
  publicUrl: string;
  /**
   * Resolves after commit; `duplicate` when this external id was taken before.
   * @throws ConnectorError `rejected` for what does not have the agreed shape, and never will
   */
  receive(inbound: Inbound): Promise<Received>;
  /** Keeps bytes that came with a message; `files` of an inbound message name what this returns. */
  keepFile(file: IncomingFile): Promise<KeptFile>;
  /**
   * What a contact may see of a thread, oldest first; never notes or system entries. With `after`, what came after that
   * item, and perhaps again what came within the minute before it.
   */
  timeline(thread: string, after?: string): Promise<TimelineItem[]>;
  /** One of those; undefined when it is not among them. */
  timelineItem(thread: string, id: string): Promise<TimelineItem | undefined>;
  /** Reads a file of that thread; undefined when it is not there. */
  openFile(thread: string, fileId: string): Promise<OpenFile | undefined>;
  /** The pipe to one contact's browsers, on whichever node they are. */
  live(address: string): { send(message: LiveMessage): void };
  /** Tells agents that the contact is typing; kept nowhere. */
  typing(thread: string, isTyping: boolean): void;
  /** Small and durable: a cursor, a polling offset, a secret of the channel's own. */
  state: ChannelState;
  /** HMAC-SHA256 under a key of this channel, hex; for tokens that the hub hands out. */
  sign(text: string): string;
  /** For a connector that fetches: how that went. The hub shows it, and tells people when nothing was fetched for long. */
  report(fetched: FetchReport): void;
  log: ConnectorLog;
}

export interface FetchReport {
  /** The last fetch that ended well, ISO 8601. */
  fetchedAt?: string;
  /** How long the newest message had been there when it was fetched. */
  lagMs?: number;
  /** Why the last fetch failed, in the provider's own words; absent when it went well. */
  error?: string;
}

export interface ChannelState {
  get(key: string): Promise<unknown>;
  /**
   * `lasts`: even where settings are only being checked, and not saved then. For what a provider gave in the place of
   * something that it takes once only.
   */
  set(key: string, value: unknown, options?: { lasts: boolean }): Promise<void>;
}

export interface ConnectorLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Plain data, so that it can be logged, replayed and used as fixtures. */
export type Inbound = InboundMessage | InboundReceipt | InboundContactDetail | InboundUnreadable;

export interface InboundMessage {
  type: "message";
  /** Unique within the channel; the same id again is the same message. */
  externalId: string;
  /** What belongs together: a chat, a mail thread. One open conversation per thread. */
  thread: string;
  from: InboundSender;
  /** What was written now, without quoted history. */
  text: string;
  subject?: string;
  files?: PlacedFile[];
  /** ISO 8601, when the provider knows it. */
  sentAt?: string;
  visit?: Visit;
  /** The provider's bytes as they came; large ones are a file of their own, in the place `raw`. */
  raw?: Uint8Array;
  /** `out`: somebody of ours sent it by another way; `from` is then the contact that it went to. */
  direction?: "in" | "out";
  /** What it is, where nobody said something to us by it: it is kept and shown, and wakes, reopens and starts nothing. */
  nature?: "auto-reply" | "bounce" | "list" | "receipt" | "invite";
  /** Sanitised; a picture among its files is `<img src="file:ID">`, one elsewhere has its address in `data-src`. */
  html?: string;
  envelope?: Envelope;
  /** Absent where the provider vouches for the sender. */
  authenticity?: Authenticity;
  /** Present where the provider keeps no threads: then `thread` is its own, for when it goes on from nothing. */
  trail?: Trail;
  /** What whoever reads it should know of it. */
  marks?: Mark[];
}

export interface PlacedFile extends KeptFile {
  /** In the HTML; or the whole message as it came. */
  place?: "inline" | "raw";
}

/** Who wrote to whom. */
export interface Envelope {
  from: Correspondent;
  to: Correspondent[];
  cc: Correspondent[];
  replyTo?: Correspondent[];
  /** Which of these addresses are the channel's own. */
  own: string[];
}

export interface Correspondent {
  address: string;
  name?: string;
}

/** `failed`: it does not come from whom it names. `unknown`: nothing said so either way. */
export type Authenticity = "passed" | "failed" | "unknown";

/** What threads a message where the provider does not. */
export interface Trail {
  /** Interactions (their ids) that it answers, proven by a signature of this channel's. */
  answers: string[];
  /** It carries a signature that is not ours. */
  isForged?: boolean;
  /** By what later ones may name it. */
  ids: string[];
  /** What it names, nearest first. */
  references: string[];
  /** The subject without what answering adds; compared, never shown. */
  topic: string;
  /** Whether the subject says that it answers. */
  isAnswer: boolean;
}

/** `reusedId`: other content came under its id before. `oversize`: only its beginning was kept (detail: bytes). */
export interface Mark {
  mark: "reusedId" | "oversize";
  detail?: string;
}

/** Something that came and cannot be read: it goes to quarantine, from where it can be tried again. */
export interface InboundUnreadable {
  type: "unreadable";
  externalId: string;
  thread: string;
  reason: string;
  /** As it came, in the place `raw`. */
  files: PlacedFile[];
}

export interface InboundReceipt {
  type: "receipt";
  externalId: string;
  /** What `send` returned, or the interaction's id. */
  messageId: string;
  /** With `upTo`, everything sent before it on the thread counts too. */
  upTo?: boolean;
  state: "delivered" | "read" | "failed";
  reason?: string;
}

export interface InboundContactDetail {
  type: "contactDetail";
  externalId: string;
  thread: string;
  from: InboundSender;
  visit?: Visit;
}

export interface InboundSender {
  /**
   * Proven by the provider or by a signature: joins the contact who has it. Where nothing is proven, one of a kind that
   * begins with `unverified-`: by it the sender is known again, and nobody is shown it.
   */
  identity: Identity;
  /** More that is proven. */
  proven?: Identity[];
  /** What the sender says of himself: shown as not verified, joined to nobody's card. */
  claims?: Identity[];
  name?: string;
}

export interface Identity {
  /** `phone` (E.164), `email`, `visitor`, or a messenger's own kind. */
  kind: string;
  address: string;
}

/** Where a web visitor came from. */
export interface Visit {
  page?: string;
  pageTitle?: string;
  /** First page of the visit, with its query. */
  landingPage?: string;
  referrer?: string;
  language?: string;
}

export interface IncomingFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface KeptFile {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
}

export interface OpenFile extends KeptFile {
  stream(): ReadableStream<Uint8Array>;
}

export interface Received {
  /** Row in the loss ledger. */
  inboundId: string;
  duplicate: boolean;
}

export interface Outbound {
  /** The interaction's id: the same on every attempt. */
  key: string;
  conversationId: string;
  thread: string;
  /** Where the contact is reached. */
  to: Identity;
  text: string;
  files: OpenFile[];
  author: { name: string; avatarUrl?: string };
  /** ISO 8601. */
  createdAt: string;
  /** Where the connector's messages are letters. */
  letter?: Letter;
}

export interface Letter {
  subject: string;
  /** Formatted, sanitised; pictures among the files are `<img src="file:ID">`. Absent: the text is all. */
  html?: string;
  to: Correspondent[];
  cc: Correspondent[];
  bcc: Correspondent[];
  /** Below the text: what it answers or passes on. */
  quoted?: Quoted;
  /**
   * What it goes on from, oldest first: an id of what came in or was named there (see Trail), or the key of a message of
   * ours. The last is what it answers.
   */
  before: ({ id: string } | { key: string })[];
  /** Own addresses that the contact wrote to last. */
  writtenTo: string[];
  /** Sent by the hub itself: it must not be answered by machines. */
  isAutomatic?: boolean;
}

export interface Quoted {
  kind: "answered" | "forwarded";
  from: Correspondent;
  to: Correspondent[];
  cc: Correspondent[];
  subject: string;
  /** ISO 8601. */
  at: string;
  text: string;
  html?: string;
}

export interface Sent {
  /** The provider's id, by which receipts speak of it. */
  externalId?: string;
  /** What the provider answered, for the delivery log. */
  detail?: string;
  /** Recipients for whom it was not taken, while the others get it, and why in the provider's own words. */
  refused?: { address: string; reason: string }[];
  /** Where the provider keeps no threads: the topic of what was sent (see Trail), and the addresses that it went to. */
  trail?: Pick<Trail, "topic"> & { to: string[] };
}

export interface TimelineItem {
  id: string;
  /** What the contact's side called it, on what came from there. */
  externalId?: string;
  direction: "in" | "out";
  text: string;
  author?: string;
  files: KeptFile[];
  /** ISO 8601. */
  at: string;
  state: string;
}

export type ConnectorErrorKind = "rejected" | "unauthorized" | "rate_limited" | "unavailable";

/** `rate_limited` and `unavailable` are tried again; the message is shown to agents, never to contacts. */
export class ConnectorError extends Error {
  readonly kind: ConnectorErrorKind;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ConnectorErrorKind,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ConnectorError";
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
