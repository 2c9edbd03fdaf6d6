import { askLater } from "../twiml/ask-later.ts";
import { isToMeet } from "../twiml/is-to-meet.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, stepsNow } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import { letMeet } from "./picked-up.ts";
import { tellDialled } from "./tell-dialled.ts";
import { unlessOver } from "./unless-over.ts";

/** The hub sent the caller elsewhere, or what they were at could not be had. */
export const goOn: Handler = async (running, signed) => {
  const { fields, query } = signed;
  await tellDialled(running, signed);
  return unlessOver(running, fields, async () => {
    const steps = await stepsNow(running, fields);
    // Whom we called has answered, and nobody could be told.
    if (steps.length === 0 && query.has("call")) return letMeet(running, fields);
    // Who is being brought to others is not to be there already when that is done.
    if (isToMeet(steps.at(-1)) && !(await running.context.calls.claimMeeting(callSidIn(fields))))
      return askLater(running);
    return documentFor(running, fields, steps);
  });
};
