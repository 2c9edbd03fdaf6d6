import twilio from "twilio";
import { emptyDocument } from "../twiml/empty-document.ts";
import { forgetTick } from "../wait/tick-in-time.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";
import { goOn } from "./go-on.ts";

const secondsBeforeRetry = 5;

/** The caller waits no more, or could not be let into the queue. */
export const leftQueue: Handler = async (carrier, signed) => {
  const { fields } = signed;
  forgetTick(carrier, callSidIn(fields));
  const { QueueResult: result } = fields;
  if (result === "redirected") return emptyDocument;
  if (result === "leave" || result === "hangup") return goOn(carrier, signed);
  carrier.context.log.warn({ result }, "A caller could not wait at Twilio");
  const document = new twilio.twiml.VoiceResponse();
  document.pause({ length: secondsBeforeRetry });
  document.redirect(carrier.at("/voice/next"));
  return document.toString();
};
