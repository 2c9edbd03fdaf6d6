export interface LiveDoor {
  /** The address that this browser may follow, or undefined when it may not. */
  admit(handshake: LiveHandshake): Promise<string | undefined>;
  /** Something that the contact's browser said on a pipe; each of its tabs has one, and another after each gap. */
  receive(address: string, message: LiveMessage, pipe: string): Promise<void>;
  /** A pipe was closed some seconds ago; by now its tab has another, on any node, if it is still there. */
  leave?(pipe: string): Promise<void>;
  /** The hub says that somebody inside types (or has stopped), has read up to an interaction, or how long the wait is. */
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

export type LiveSignal =
  | { type: "typing"; name: string; isTyping: boolean }
  | { type: "read"; upTo: string }
  /** Said again every few seconds for as long as it holds; null is that the contact waits no more. */
  | { type: "waiting"; wait: LiveWait | null };

export interface LiveWait {
  /** In line; 1 is next. */
  position: number;
  /** Null where nobody knows. */
  expectedSeconds: number | null;
}
