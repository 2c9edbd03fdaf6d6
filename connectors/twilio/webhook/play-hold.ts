import twilio from "twilio";
import type { Handler } from "./answer.ts";

/** What a caller on hold hears; Twilio asks again when it is over. */
export const playHold: Handler = async ({ context }, { query }) => {
  const document = new twilio.twiml.VoiceResponse();
  document.play(await context.soundUrl(query.get("music") ?? ""));
  return document.toString();
};
