import { callFields } from "../calls/call-fields.ts";
import type { Exchange } from "../exchange.ts";
import { voices } from "../sound/tone.ts";
import { playOn } from "../twiml/play-on.ts";
import { promptVerbs } from "../twiml/prompt-verbs.ts";
import type { Participant } from "./conference.ts";

/** Lets a participant hear music as long as they are held or the conference has not begun. */
export function playMusic(exchange: Exchange, participant: Participant): void {
  const kind = musicFor(participant);
  if (participant.music?.kind === kind) return;
  stopMusic(participant);
  if (!kind) return;
  const { call, conference } = participant;
  const playing = new AbortController();
  participant.music = { kind, playing };
  const from = kind === "hold" ? participant.holdUrl : participant.waitUrl;
  if (from === null) return;
  if (!from) {
    const stop = call.ear.play(voices.music);
    playing.signal.addEventListener("abort", stop, { once: true });
    return;
  }
  const signal = AbortSignal.any([playing.signal, call.over.signal]);
  const fields = () => ({
    ...callFields(exchange, call),
    ConferenceSid: conference.sid,
    FriendlyName: conference.name,
  });
  void playOn({ exchange, call, out: call.ear, signal, verbs: promptVerbs, fields }, from).catch((error) => {
    if (!signal.aborted) throw error;
  });
}

export function stopMusic(participant: Participant): void {
  participant.music?.playing.abort();
  participant.music = undefined;
}

function musicFor(participant: Participant): "wait" | "hold" | undefined {
  if (participant.hold) return "hold";
  return participant.conference.status === "init" ? "wait" : undefined;
}
