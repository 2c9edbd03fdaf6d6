import twilio from "twilio";
import type { Handler } from "./answer.ts";

/** The caller comes at once: until then there is nothing to hear. */
export const beQuiet: Handler = async () => {
  const document = new twilio.twiml.VoiceResponse();
  document.pause({ length: 60 });
  return document.toString();
};
