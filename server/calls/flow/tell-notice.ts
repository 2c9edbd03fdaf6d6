import type { Advance, RecordingNotice } from "./flow.ts";

interface Place {
  nodeId: string;
  turn: number;
  queueId: string | null;
}

/** By it a caller says that they do not want to be recorded. */
export const refusalKey = "9";

/** To think about it, and where nothing is asked, a breath. */
const [thinkSeconds, breathSeconds] = [4, 1];

/** That the call is recorded is heard to its end before anybody is asked to take it. */
export const tellNotice = (place: Place, { text, language, asks }: RecordingNotice): Advance => ({
  state: { at: "notice", ...place, asks },
  steps: [
    {
      type: "gather",
      turn: place.turn,
      prompts: [{ type: "say", text, language }],
      maxDigits: 1,
      timeoutSeconds: asks ? thinkSeconds : breathSeconds,
    },
  ],
  effects: [],
});
