import twilio from "twilio";
import { type CallStep, ConnectorError } from "../../contract.ts";
import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, stepsNow } from "./caller.ts";

/** A call comes in. */
export const arrive: Handler = async (carrier, { fields }) => {
  let steps: CallStep[];
  try {
    steps = await stepsNow(carrier, fields);
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === "rejected") return reject();
    throw error;
  }
  return renderSteps(steps, await sceneFor(carrier, callSidIn(fields), steps));
};

function reject(): string {
  const document = new twilio.twiml.VoiceResponse();
  document.reject();
  return document.toString();
}
