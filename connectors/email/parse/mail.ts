export interface Address {
  address: string;
  /** Empty where there is none. */
  name: string;
}

/** Anything of a mail that is not its own text. */
export interface Part {
  filename: string | null;
  /** Lower case, without parameters. */
  contentType: string;
  content: Buffer;
  /** Shown within the HTML text. */
  isInline: boolean;
  contentId: string | null;
}

/** One line of the header, unfolded, its words decoded; the name in lower case. */
export interface HeaderField {
  name: string;
  value: string;
}

/** A mail as it was read, with what the parser alone gets wrong put right. Everything else is worked out from it. */
export interface ReadMail {
  /** In the order of the mail. */
  header: HeaderField[];
  from: Address | null;
  to: Address[];
  cc: Address[];
  replyTo: Address[];
  subject: string;
  /** The whole text, quotes included; made of the HTML where there is no other. */
  text: string;
  /** As it was sent, not sanitised. */
  html: string | null;
  /** Attachments, delivery reports, attached mails and all else, in the order of the mail. */
  parts: Part[];
  /** With angle brackets. */
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  sentAt: Date | null;
}

export type MailKind = "message" | "auto-reply" | "bounce" | "list" | "receipt" | "invite";

/** What a failed delivery says. */
export interface Bounce {
  recipient: string | null;
  /** RFC 3463, e.g. `5.1.1`. */
  status: string | null;
  /** In the server's own words. */
  reason: string | null;
  permanent: boolean;
}
