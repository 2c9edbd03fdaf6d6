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
