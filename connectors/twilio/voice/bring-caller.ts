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
 * Brings the caller to whom they are to meet. Once for each conference: a caller who is in it already would leave it
 * thereby, and that ends it.
 */
export async function bringCaller(
  running: RunningNumber,
  callSid: string,
  { conferenceSid, legSid }: Meeting,
): Promise<void> {
  const { client, brought } = running;
  if (brought.has(conferenceSid) || brought.has(callSid)) return;
  brought.add(conferenceSid);
  let isThere = false;
  try {
    const found = await askLiving(client.conferences(conferenceSid).participants.list());
    const there = found?.map((participant) => participant.callSid) ?? [];
    isThere = there.includes(callSid);
    if (isThere || (legSid && !there.includes(legSid))) return;
    const twiml = await documentFor(running, callSid);
    isThere = (await askLiving(client.calls(callSid).update({ twiml }))) !== undefined;
    // One who is not gone has not answered yet, and comes there by themselves.
    if (!isThere) await tellIfOver(running, callSid);
  } finally {
    if (!isThere) brought.delete(conferenceSid);
  }
}

async function documentFor(running: RunningNumber, callSid: string): Promise<string> {
  const document = new twilio.twiml.VoiceResponse();
  sendToConference(document, await sceneFor(running, callSid));
  return document.toString();
}
