import twilio from "twilio";
import { tellIfOver } from "../ends/tell-if-over.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import { sendToConference } from "../twiml/send-to-conference.ts";

interface Meeting {
  conferenceSid: string;
  /** Whoever has to be there still, waiting for the caller. */
  legSid?: string;
}

/**
 * Brings the caller to whom they are to meet. Once for each conference, whichever node hears of it: a caller who is in it
 * already would leave it thereby, and that ends it.
 */
export async function bringCaller(running: RunningNumber, callSid: string, meeting: Meeting): Promise<void> {
  const { calls } = running.context;
  const { conferenceSid } = meeting;
  if (!(await calls.claimMeeting(callSid, conferenceSid))) return;
  let isOnTheWay = false;
  try {
    isOnTheWay = await send(running, callSid, meeting);
  } finally {
    if (!isOnTheWay) await calls.tellMeeting(callSid, conferenceSid, false);
  }
  // One who is not gone has not answered yet, and comes there by themselves.
  if (!isOnTheWay) await tellIfOver(running, callSid);
}

/** False where they are gone, or nobody is there to meet. */
async function send(
  running: RunningNumber,
  callSid: string,
  { conferenceSid, legSid }: Meeting,
): Promise<boolean> {
  const { client, context } = running;
  const found = await askLiving(client.conferences(conferenceSid).participants.list());
  const there = found?.map((participant) => participant.callSid) ?? [];
  if (there.includes(callSid)) {
    await context.calls.tellMeeting(callSid, conferenceSid, true);
    return true;
  }
  if (legSid && !there.includes(legSid)) return false;
  const twiml = await documentFor(running, callSid);
  return (await askLiving(client.calls(callSid).update({ twiml }))) !== undefined;
}

async function documentFor(running: RunningNumber, callSid: string): Promise<string> {
  const document = new twilio.twiml.VoiceResponse();
  sendToConference(document, await sceneFor(running, callSid));
  return document.toString();
}
