import type { PlacedFile } from "./files.ts";
import type { Authenticity, Envelope, Trail } from "./letter.ts";

/** Plain data, so that it can be logged, replayed and used as fixtures. */
export type Inbound =
  | InboundMessage
  | InboundCall
  | InboundReceipt
  | InboundContactDetail
  | InboundUnreadable;

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

/** A call begins; what becomes of it is told to the call door, which alone sends these. */
export interface InboundCall {
  type: "call";
  externalId: string;
  /** Each call is a thread of its own. */
  thread: string;
  from: InboundSender;
  /** The carrier's name for the call. */
  call: string;
  visit?: Visit;
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

/** Where a web visitor came from. */
export interface Visit {
  page?: string;
  pageTitle?: string;
  /** First page of the visit, with its query. */
  landingPage?: string;
  referrer?: string;
  language?: string;
}

export interface Identity {
  /** `phone` (E.164), `email`, `visitor`, or a messenger's own kind. */
  kind: string;
  address: string;
}
