import type { GatherStep } from "../../../connectors/contract.ts";
import type { Advance, Place, RecordingNotice } from "./flow.ts";

/** By it a caller says that they do not want to be recorded. */
export const refusalKey = "9";

/** To think about it, and where nothing is asked, a breath. */
const [thinkSeconds, breathSeconds] = [4, 1];

/** That the call is recorded is heard to its end before anybody is asked to take it. */
export const tellNotice = (place: Place, notice: RecordingNotice): Advance => ({
  state: { at: "notice", ...place, asks: notice.asks },
  steps: [sayNotice(notice, place.turn)],
  effects: [],
});

export const sayNotice = ({ text, language, asks }: RecordingNotice, turn: number): GatherStep => ({
  type: "gather",
  turn,
  prompts: [{ type: "say", text, language }],
  maxDigits: 1,
  timeoutSeconds: asks ? thinkSeconds : breathSeconds,
});
