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
