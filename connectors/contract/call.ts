/** What a caller hears: a text that is read out, or an uploaded sound. */
export type CallPrompt = SayStep | PlayStep;

export interface SayStep {
  type: "say";
  text: string;
  /** BCP 47, such as `en-GB`. */
  language: string;
}

export interface PlayStep {
  type: "play";
  fileId: string;
}

/**
 * What the carrier does for a caller. Steps come as a list, done one after the other: any number of prompts, then one
 * that asks for an input or ends the call. An empty list changes nothing of what is going on.
 */
export type CallStep = CallPrompt | GatherStep | WaitStep | ConnectStep | RecordStep | HangUpStep;

export interface GatherStep {
  type: "gather";
  turn: number;
  /** A key may be pressed while they are heard. */
  prompts: CallPrompt[];
  maxDigits: number;
  /** From the end of the prompts. */
  timeoutSeconds: number;
}

/** The caller waits for a person. The same step comes again with each tick, with what is to be heard then. */
export interface WaitStep {
  type: "wait";
  turn: number;
  /** An uploaded sound, over and over; null is the carrier's own silence. */
  music: string | null;
  /** Heard before the music goes on. */
  prompts: CallPrompt[];
  /** Keys that mean something here; others are not told. */
  keys: string;
  /** When a tick has to come at the latest; 0 is at once. */
  tickAfterSeconds: number;
}

export interface ConnectStep {
  type: "connect";
  turn: number;
  to: { kind: "person" } | { kind: "number"; number: string; timeoutSeconds: number };
}

export interface RecordStep {
  type: "record";
  turn: number;
  maxSeconds: number;
}

export interface HangUpStep {
  type: "hangUp";
  /** `failed`: the flow leads nowhere, because it was changed while the call ran. */
  reason: "finished" | "failed";
}

/**
 * What happened to a call. One that answers a step names its turn, so that what comes twice, or too late, is known and
 * changes nothing.
 */
export type CallInput =
  | { type: "arrived" }
  /** Pressed at a gather or in a wait. */
  | { type: "digits"; turn: number; digits: string }
  /** No key at a gather, or nobody answered at a connect. */
  | { type: "timedOut"; turn: number }
  /** Said during a wait; null where nobody knows. */
  | { type: "tick"; position: number | null; expectedWaitSeconds: number | null }
  /** Of a call to somebody: it rings where they are. */
  | { type: "ringing" }
  /** The other leg is connected; of a call to somebody: they picked up. */
  | { type: "accepted" }
  /** 0 seconds: nothing was said. */
  | { type: "recorded"; turn: number; seconds: number }
  /** Of a call to somebody: why it was not answered. */
  | { type: "hungUp"; reason?: "busy" | "noAnswer" | "failed" };
