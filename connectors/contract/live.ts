export interface LiveDoor {
  /** The address that this browser may follow, or undefined when it may not. */
  admit(handshake: LiveHandshake): Promise<string | undefined>;
  /** Something that the contact's browser said on its pipe. */
  receive(address: string, message: LiveMessage): Promise<void>;
  /**
   * A browser of the contact's is there: said at once when the first opens its pipe, also after a short gap. Or none is any
   * more, on any node: said some seconds after the last was gone.
   */
  reach?(address: string, isReached: boolean): Promise<void>;
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
