import { tellIfOver } from "../ends/tell-if-over.ts";
import { tellLegEnded } from "../ends/tell-leg-ended.ts";
import { callerLabel } from "../twiml/send-to-conference.ts";
import { bringCaller } from "../voice/bring-caller.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";

/** Who comes and goes where a caller meets people. It is named after the caller's call. */
export const hearConference: Handler = async (running, { fields }) => {
  const { calls } = running.context;
  const { StatusCallbackEvent: event, ParticipantLabel: label, ConferenceSid = "" } = fields;
  const caller = fields.FriendlyName ?? "";
  if (!label) return undefined;
  if (label === callerLabel) {
    if (event === "participant-join") await calls.tellMeeting(caller, ConferenceSid, true);
    // Who was sent elsewhere has left too.
    if (event === "participant-leave" && fields.ReasonParticipantLeft === "participant_hung_up")
      await calls.tell(caller, { type: "hungUp" });
    return undefined;
  }
  const externalId = callSidIn(fields);
  if (event === "participant-leave") await tellLegEnded(running, { legId: label, externalId, caller });
  if (event === "participant-join") {
    if (await tellIfOver(running, caller)) return undefined;
    await calls.tellLeg(label, { state: "connected", externalId });
    // Nobody is brought to meet who only listens or whispers.
    if (fields.Muted === "true" || fields.Coaching === "true") return undefined;
    await bringCaller(running, caller, { conferenceSid: ConferenceSid, legSid: externalId });
  }
  return undefined;
};
