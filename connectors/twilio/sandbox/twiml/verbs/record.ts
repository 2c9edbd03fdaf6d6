import { wait } from "../../clock.ts";
import { finishRecording } from "../../recordings/finish-recording.ts";
import { durationMs, startRecording } from "../../recordings/recording.ts";
import { recordingUrl } from "../../recordings/tell-recording.ts";
import { voices } from "../../sound/tone.ts";
import { sendCallback } from "../../webhooks/send-callback.ts";
import type { Fields } from "../../webhooks/send-webhook.ts";
import { recordingCallbackIn } from "../callbacks-in.ts";
import type { Element } from "../read-xml.ts";
import { endpointIn, hear, numberIn, type Scene, type Verb } from "../stage.ts";

const beepMs = 300;
const lookEveryMs = 250;

export const record: Verb = async (scene, verb) => {
  const { exchange, call } = scene;
  const next = endpointIn(scene, verb.attributes.action, verb.attributes.method);
  if (verb.attributes.playBeep !== "false") await hear(scene, voices.beep, beepMs);
  const recording = startRecording(exchange, {
    callSid: call.sid,
    source: "RecordVerb",
    channels: [call.mouth],
    callback: recordingCallbackIn(scene, verb),
  });
  const fields = (digits: string): Fields => ({
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(exchange, recording),
    RecordingDuration: String(Math.round(durationMs(exchange, recording) / 1000)),
    Digits: digits,
  });
  try {
    const { key, hasSpoken } = await untilDone(scene, verb);
    return hasSpoken ? { to: next, fields: fields(key) } : undefined;
  } catch (reason) {
    // Whoever hung up is gone, so the answer leads nowhere.
    if (scene.signal.reason === "ended")
      sendCallback(exchange, call.sid, next, { ...scene.fields(), ...fields("hangup") });
    throw reason;
  } finally {
    finishRecording(exchange, recording);
  }
};

/** Until a key, the greatest length, or a silence as long as the timeout. */
async function untilDone(scene: Scene, verb: Element): Promise<{ key: string; hasSpoken: boolean }> {
  const { clock } = scene.exchange;
  const { mouth, keys } = scene.call;
  const finishOnKey = verb.attributes.finishOnKey ?? "1234567890*#";
  const longestMs = numberIn(verb, "maxLength", 3600) * 1000;
  const timeoutMs = numberIn(verb, "timeout", 5) * 1000;
  const begunAt = clock.now();
  let soundedAt = begunAt;
  let hasSpoken = false;
  let key = "";
  const stopListening = keys.listen((pressed) => {
    if (finishOnKey.includes(pressed)) key ||= pressed;
  });
  try {
    while (!key && clock.now() - begunAt < longestMs && clock.now() - soundedAt < timeoutMs) {
      await wait(clock, lookEveryMs, scene.signal);
      if (!mouth.isSounding()) continue;
      soundedAt = clock.now();
      hasSpoken = true;
    }
    return { key, hasSpoken };
  } finally {
    stopListening();
  }
}
