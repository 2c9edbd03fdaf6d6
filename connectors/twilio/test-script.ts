import type { CallStep, WaitStep } from "../contract.ts";
import type { Script } from "./test-door.ts";

const menu: CallStep[] = [
  { type: "say", text: "Good morning", language: "en-GB" },
  {
    type: "gather",
    turn: 1,
    prompts: [{ type: "say", text: "Press two for help", language: "en-GB" }],
    maxDigits: 1,
    timeoutSeconds: 5,
  },
];

export const waiting = (more: Partial<WaitStep> = {}): CallStep[] => [
  { type: "wait", turn: 2, music: null, prompts: [], keys: "5", tickAfterSeconds: 10, ...more },
];

export const message: CallStep[] = [
  { type: "say", text: "Nobody is here", language: "en-GB" },
  { type: "record", turn: 3, maxSeconds: 60 },
];

const goodbye: CallStep[] = [
  { type: "say", text: "Goodbye", language: "en-GB" },
  { type: "hangUp", reason: "finished" },
];

/** A menu; 2 leads into a queue, where 5 asks to be called back; any other key, or none, to voicemail. */
export const usual: Script = (input, steps) => {
  const at = steps.at(-1)?.type;
  if (input.type === "arrived") return menu;
  if (at === "gather" && input.type === "digits" && input.digits === "2")
    return waiting({ tickAfterSeconds: 0 });
  if (at === "gather" && (input.type === "digits" || input.type === "timedOut")) return message;
  if (at === "wait" && input.type === "digits") return goodbye;
  if (at === "wait" && input.type === "tick") return waiting();
  if (at === "record" && input.type === "recorded") return goodbye;
  return undefined;
};
