import type { Legs } from "./legs.ts";
import type { StepView } from "./run-steps.ts";
import type { CallTextKey } from "./text/index.ts";

/** What a visitor sees of a call. */
export interface CallView {
  says: CallTextKey;
  /** What is read out to the visitor. */
  text: string;
  /** Keys that mean something now. */
  keys: string;
  isMuted: boolean;
  /** When somebody was reached first, in milliseconds. */
  talkingSince: number | undefined;
  recording: StepView["recording"];
  isOver: boolean;
}

/** How a call stands. */
interface Standing {
  stage: "asking" | "calling" | "taken";
  step: StepView;
  isHeld: boolean;
  isMuted: boolean;
  talkingSince: number | undefined;
  legs: Legs | undefined;
  /** Why it is over, if it is. */
  over: CallTextKey | undefined;
}

export function viewCall(standing: Standing): CallView {
  const { step, isMuted, talkingSince, over } = standing;
  const { text, keys, recording } = step;
  const isOver = over !== undefined;
  const shown = isOver ? { text: "", keys: "", recording: undefined } : { text, keys, recording };
  return { says: sayOf(standing), ...shown, isMuted, talkingSince, isOver };
}

function sayOf({ stage, step, isHeld, legs, over }: Standing): CallTextKey {
  if (over) return over;
  if (stage !== "taken") return stage;
  if (isHeld) return "held";
  if (legs?.isTalking()) return "talking";
  return legs?.isLost() ? "lost" : step.at;
}
