import { addParticipant } from "../../conferences/add-participant.ts";
import type { Conference, ConferenceEvent, ParticipantSettings } from "../../conferences/conference.ts";
import { findConference, openConference } from "../../conferences/open-conference.ts";
import { stayIn } from "../../conferences/stay-in.ts";
import { recordConference } from "../../recordings/record-conference.ts";
import type { Fields } from "../../webhooks/send-webhook.ts";
import { callbackIn, recordingCallbackIn } from "../callbacks-in.ts";
import { type Element, textIn } from "../read-xml.ts";
import { endpointIn, type Scene } from "../stage.ts";

/** Takes the call into a conference until it leaves there. */
export async function dialConference(scene: Scene, dial: Element, noun: Element): Promise<Fields> {
  const { exchange, call } = scene;
  const name = textIn(noun);
  const conference = findConference(exchange, name) ?? openConference(exchange, name);
  conference.callback ??= callbackIn<ConferenceEvent>(scene, noun, "statusCallback", "");
  const participant = addParticipant(exchange, conference, call, settingsIn(scene, noun));
  if (noun.attributes.record === "record-from-start") startOnce(scene, conference, noun);
  if (dial.attributes.record?.startsWith("record-from")) startOnce(scene, conference, dial);
  await stayIn(exchange, participant, scene.signal);
  return { DialCallStatus: "answered" };
}

function startOnce(scene: Scene, conference: Conference, element: Element) {
  const isOn = scene.exchange.recordings
    .values()
    .some(({ conferenceSid }) => conferenceSid === conference.sid);
  if (!isOn) recordConference(scene.exchange, conference, scene.call, recordingCallbackIn(scene, element));
}

function settingsIn(scene: Scene, { attributes }: Element): ParticipantSettings {
  const { waitUrl, waitMethod, coach, beep = "true" } = attributes;
  return {
    label: attributes.participantLabel,
    muted: attributes.muted === "true",
    hold: false,
    coaching: coach !== undefined,
    callSidToCoach: coach,
    startsOnEnter: attributes.startConferenceOnEnter !== "false",
    endsOnExit: attributes.endConferenceOnExit === "true",
    beepsOnEnter: beep === "true" || beep === "onEnter",
    beepsOnExit: beep === "true" || beep === "onExit",
    waitUrl: waitUrl ? endpointIn(scene, waitUrl, waitMethod) : waitUrl === "" ? null : undefined,
    holdUrl: undefined,
  };
}
