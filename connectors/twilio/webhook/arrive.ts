import twilio from "twilio";
import type { CallStep } from "../../contract.ts";
import type { Handler } from "./answer.ts";
import { isRefused, stepsNow } from "./caller.ts";
import { documentFor } from "./document-for.ts";

/** A call comes in. */
export const arrive: Handler = async (running, { fields }) => {
  let steps: CallStep[];
  try {
    steps = await stepsNow(running, fields);
  } catch (error) {
    if (isRefused(error)) return reject();
    throw error;
  }
  return documentFor(running, fields, steps);
};

function reject(): string {
  const document = new twilio.twiml.VoiceResponse();
  document.reject();
  return document.toString();
}
