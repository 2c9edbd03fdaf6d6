import { askLater } from "../twiml/ask-later.ts";
import { emptyDocument } from "../twiml/empty-document.ts";
import { forgetTick } from "../wait/tick-in-time.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";
import { goOn } from "./go-on.ts";

/** The caller waits no more, or could not be let into the queue. */
export const leftQueue: Handler = async (running, signed) => {
  const { fields } = signed;
  forgetTick(running, callSidIn(fields));
  const { QueueResult: result } = fields;
  if (result === "redirected") return emptyDocument;
  if (result === "leave" || result === "hangup") return goOn(running, signed);
  running.context.log.warn({ result }, "A caller could not wait at Twilio");
  return askLater(running);
};
