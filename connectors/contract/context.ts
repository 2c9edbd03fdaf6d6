import type { IncomingFile, KeptFile, OpenFile } from "./files.ts";
import type { Inbound } from "./inbound.ts";
import type { LiveMessage } from "./live.ts";
import type { CallDoor } from "./voice.ts";

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
  calls: CallDoor;
  /** To the browser with which a person carries a leg, on whichever node it is; its `browser.ts` understands it. */
  person(personId: string, legId: string): { send(message: LiveMessage): void };
  /** A file that may be heard by a caller, readable without signing in for some hours: greetings, music. */
  soundUrl(fileId: string): Promise<string>;
  /** Whether it is within office hours now: the channel's own, else the workspace's. */
  isOpen(): Promise<boolean>;
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

export interface Received {
  /** Row in the loss ledger. */
  inboundId: string;
  duplicate: boolean;
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
