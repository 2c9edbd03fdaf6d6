import twilio from "twilio";
import type { RunningNumber } from "../running-number.ts";

const seconds = 5;

/** For a caller who cannot be sent on right now: soon they ask again what they are at. */
export function askLater({ at }: Pick<RunningNumber, "at">): string {
  const document = new twilio.twiml.VoiceResponse();
  document.pause({ length: seconds });
  document.redirect(at("/voice/next"));
  return document.toString();
}
