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
  /** It is over, and somebody is to call them back. */
  isCalledBack: boolean;
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
  isCalledBack: boolean;
}

export function viewCall(standing: Standing): CallView {
  const { step, isMuted, talkingSince, over, isCalledBack } = standing;
  const says = sayOf(standing);
  // What was read out before they talk with somebody is not what holds now.
  const isAtStep = !over && says === step.at;
  const { text, keys, recording } = isAtStep ? step : { text: "", keys: "", recording: undefined };
  return { says, text, keys, recording, isMuted, talkingSince, isOver: over !== undefined, isCalledBack };
}

/** Whether nobody has had time for the caller yet: where such a call ends, the hub has somebody call back. */
export const isUnserved = (standing: Standing): boolean => unserved.includes(sayOf(standing));

const unserved: CallTextKey[] = ["menu", "waiting", "tone", "recording", "sending", "ended"];

function sayOf({ stage, step, isHeld, legs, over }: Standing): CallTextKey {
  if (over) return over;
  if (stage !== "taken") return stage;
  if (isHeld) return "held";
  if (legs?.isTalking()) return "talking";
  return legs?.isLost() ? "lost" : step.at;
}
