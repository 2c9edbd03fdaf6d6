import type { CallFromVisitor, CallToVisitor } from "./voice/wire.ts";

/** What the widget and this connector say to each other. Types only: the widget carries no zod. */
export type * from "./voice/wire.ts";

export type Ask = "off" | "optional" | "required";
export type Detail = "name" | "email" | "phone";

/** `GET config`: all that the widget needs to draw itself. */
export interface WidgetConfig {
  title: string;
  greeting: string;
  /** `#rrggbb`. */
  accent: string;
  form: Record<Detail, Ask>;
  files: FileRules;
  /** Whether a visitor may call now. */
  calls: boolean;
}

export interface FileRules {
  kinds: "none" | "pictures" | "all";
  /** Bytes. */
  maxSize: number;
  perMessage: number;
}

/** `POST session` and `POST details` answer with it; it goes into the Authorization header as Bearer. */
export interface Pass {
  token: string;
}

export interface SessionAsk {
  /** The site's own id of whoever is signed in there, with its proof. */
  user?: string;
  userHash?: string;
}

export type Details = Partial<Record<Detail, string>>;

export interface DetailsAsk {
  details: Details;
  visit?: WireVisit;
}

/** Where the visitor is and how he came. */
export interface WireVisit {
  page?: string;
  pageTitle?: string;
  landingPage?: string;
  referrer?: string;
  language?: string;
}

/** `POST messages`; the same key again is the same message. */
export interface MessageAsk {
  key: string;
  text: string;
  files?: WireFile[];
  visit?: WireVisit;
}

export interface MessageTaken {
  key: string;
  isDuplicate: boolean;
}

/** A file that was uploaded but not sent yet; the seal proves that it is this visitor's. */
export interface WireFile {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  seal: string;
}

/** `GET timeline?after=`. */
export interface Timeline {
  items: WireItem[];
}

export interface WireItem {
  id: string;
  /** The key under which this visitor sent it. */
  key?: string;
  direction: "in" | "out";
  text: string;
  /** Who answered. */
  author?: string;
  files: WireItemFile[];
  /** ISO 8601. */
  at: string;
  state: string;
}

export interface WireItemFile {
  id: string;
  name: string;
  contentType: string;
  size: number;
  /** Opens without a token, for some days. */
  url: string;
  isPicture: boolean;
}

/** `POST read`: all up to this item was shown (`delivered`) or looked at (`read`). */
export interface ReadAsk {
  upTo: string;
  state: "delivered" | "read";
}

/** What the hub says on the live pipe. */
export type LiveToVisitor =
  | { type: "message"; item: WireItem }
  | { type: "typing"; name: string; isTyping: boolean }
  | { type: "read"; upTo: string }
  | { type: "waiting"; wait: WireWait | null }
  | CallToVisitor;

/** Where the visitor stands in line; it holds until the next, and no longer than half a minute. */
export interface WireWait {
  /** 1 is next. */
  position: number;
  /** Null where nobody knows. */
  expectedSeconds: number | null;
}

/** What the widget says on it. */
export type LiveFromVisitor =
  | { type: "typing"; isTyping: boolean }
  | { type: "receipt"; upTo: string; state: "delivered" | "read" }
  | CallFromVisitor;
