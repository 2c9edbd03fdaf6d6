import twilio from "twilio";
import type { Carrier } from "../carrier.ts";
import { askLiving } from "../rest-errors.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import { sendToConference } from "../twiml/send-to-conference.ts";

interface Meeting {
  conferenceSid: string;
  /** Who waits for the caller there, if that has to be so still. */
  legSid?: string;
}

/**
 * Brings the caller to whom they are to meet. Once for each conference: a caller who is in it already would leave it
 * thereby, and that ends it.
 */
export async function bringCaller(
  carrier: Carrier,
  callSid: string,
  { conferenceSid, legSid }: Meeting,
): Promise<void> {
  const { client, brought } = carrier;
  if (brought.has(conferenceSid) || brought.has(callSid)) return;
  brought.add(conferenceSid);
  let isThere = false;
  try {
    const found = await askLiving(client.conferences(conferenceSid).participants.list());
    const there = found?.map((participant) => participant.callSid) ?? [];
    isThere = there.includes(callSid);
    if (isThere || (legSid && !there.includes(legSid))) return;
    const twiml = await documentFor(carrier, callSid);
    // One who has not answered yet comes there by themselves.
    isThere = (await askLiving(client.calls(callSid).update({ twiml }))) !== undefined;
  } finally {
    if (!isThere) brought.delete(conferenceSid);
  }
}

async function documentFor(carrier: Carrier, callSid: string): Promise<string> {
  const document = new twilio.twiml.VoiceResponse();
  sendToConference(document, await sceneFor(carrier, callSid));
  return document.toString();
}
