import type twilio from "twilio";
import type { CallPrompt, CallStep } from "../../contract.ts";
import type { AddressAt } from "../running-number.ts";

/** What documents for one caller refer to. */
export interface Scene {
  /** The caller's call at Twilio; its conference has the same name. */
  callSid: string;
  /** Where callers wait at Twilio. */
  queue: string;
  at: AddressAt;
  /** The address of a sound that the steps name. */
  sound(fileId: string): string;
}

export type Document = InstanceType<typeof twilio.twiml.VoiceResponse>;

type Voice = Pick<Document, "say" | "play">;
type SayAttributes = Exclude<Parameters<Document["say"]>[0], string>;

export function sayPrompts(voice: Voice, prompts: CallPrompt[], scene: Scene): void {
  for (const prompt of prompts) {
    if (prompt.type === "play") voice.play(scene.sound(prompt.fileId));
    else voice.say(spokenIn(prompt.language), prompt.text);
  }
}

/** The client's types list the languages of one release; Twilio itself passes over what it does not know. */
const spokenIn = (language: string) => ({ language }) as SayAttributes;

/** The files that steps let a caller hear. */
export const soundsIn = (steps: (CallStep | CallPrompt)[]): string[] =>
  steps.flatMap((step) => {
    if (step.type === "play") return [step.fileId];
    const music = step.type === "wait" && step.music ? [step.music] : [];
    return "prompts" in step ? [...music, ...soundsIn(step.prompts)] : music;
  });
