import type { Sound } from "../sound/sound.ts";
import type { Track } from "../sound/track.ts";

/** Somebody who can be rung: a scripted pretender, later a browser. */
export interface Party {
  ring(handset: Handset): void;
}

/** One party's end of one call. */
export interface Handset {
  callSid: string;
  from: string;
  to: string;
  /** What a `<Client>` was given along, by name. */
  parameters: Record<string, string>;
  /** What the party says is played here. */
  mouth: Track;
  /** What the party hears. */
  ear: Sound;
  /** The telephone rings there. */
  ringing(): void;
  answer(): void;
  decline(why: "busy" | "failed" | "no-answer"): void;
  press(key: string): void;
  hangUp(): void;
  /** Resolves as soon as the call waits for keys; rejects when it ends before. */
  whenListening(): Promise<void>;
  /** Aborted when the call is over. */
  over: AbortSignal;
}
