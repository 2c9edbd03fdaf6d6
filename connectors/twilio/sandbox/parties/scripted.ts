import type { Clock } from "../clock.ts";
import { tone } from "../sound/tone.ts";
import type { Party } from "./party.ts";
import { playScript } from "./play-script.ts";
import { parseScript, type Step } from "./script.ts";

/** How somebody who is called behaves. */
export type Manner =
  | "busy"
  | "fails"
  /** Rings, and nobody comes. */
  | "never answers"
  /** Does not even ring. */
  | "never connects"
  | Answering;

interface Answering {
  /** How long it rings. */
  afterMs?: number;
  /** What is done then, as steps or as a sentence; silence without it. */
  script?: string | Step[];
  /** The pitch of the voice. */
  hertz?: number;
}

export const usualHertz = 600;

/** A party that behaves in one way at each call. */
export function makeScripted(clock: Clock, manner: Manner): Party {
  if (manner === "busy") return { ring: (handset) => handset.decline("busy") };
  if (manner === "fails") return { ring: (handset) => handset.decline("failed") };
  if (manner === "never answers") return { ring: (handset) => handset.ringing() };
  if (manner === "never connects") return { ring: () => {} };
  const script = readScript(manner.script);
  return {
    ring(handset) {
      handset.ringing();
      clock.after(manner.afterMs ?? 0, () => {
        if (handset.over.aborted) return;
        handset.answer();
        void playScript(clock, handset, script, tone(manner.hertz ?? usualHertz));
      });
    },
  };
}

export const readScript = (script: string | Step[] = []): Step[] =>
  typeof script === "string" ? parseScript(script) : script;
