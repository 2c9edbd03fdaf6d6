import { bridge } from "../../calls/bridge.ts";
import { type Call, type CallEvent, makeCall, secondsOf } from "../../calls/call.ts";
import { endCall } from "../../calls/end-call.ts";
import { isAddress, isForbidden } from "../../calls/reachable.ts";
import { ringOut } from "../../calls/ring-out.ts";
import { finishRecording } from "../../recordings/finish-recording.ts";
import { recordCall } from "../../recordings/record-call.ts";
import { recordingUrl } from "../../recordings/tell-recording.ts";
import { voices } from "../../sound/tone.ts";
import type { Fields } from "../../webhooks/send-webhook.ts";
import { callbackIn, recordingCallbackIn } from "../callbacks-in.ts";
import { type Element, elementsIn, textIn } from "../read-xml.ts";
import { numberIn, type Scene } from "../stage.ts";

/** Rings numbers and clients at once, and connects the call with whoever answers first. */
export async function dialParties(scene: Scene, dial: Element, nouns: Element[]): Promise<Fields> {
  const children = nouns.map((noun) => makeChild(scene, dial, noun));
  try {
    const answered = await ringAll(scene, children, numberIn(dial, "timeout", 30));
    const last = answered ?? children.at(-1);
    if (!answered || !last)
      return { DialCallStatus: last?.status ?? "failed", DialCallSid: last?.sid ?? "", DialBridged: "false" };
    const recording = await connect(scene, dial, answered);
    return {
      DialCallStatus: "completed",
      DialCallSid: answered.sid,
      DialCallDuration: String(secondsOf(answered)),
      DialBridged: "true",
      ...(recording
        ? { RecordingSid: recording.sid, RecordingUrl: recordingUrl(scene.exchange, recording) }
        : {}),
    };
  } finally {
    for (const child of children)
      if (child.status !== "in-progress" || scene.signal.aborted) endCall(scene.exchange, child);
  }
}

function makeChild(scene: Scene, dial: Element, noun: Element): Call {
  const identity = elementsIn(noun).find(({ name }) => name === "Identity");
  const address = textIn(identity ?? noun);
  const parameters = elementsIn(noun)
    .filter(({ name }) => name === "Parameter")
    .map(({ attributes }) => [attributes.name, attributes.value]);
  return makeCall(scene.exchange, {
    from: dial.attributes.callerId ?? scene.call.from,
    to: noun.name === "Client" ? `client:${address}` : address,
    direction: "outbound-dial",
    parentCallSid: scene.call.sid,
    parameters: Object.fromEntries(parameters),
    callback: callbackIn<CallEvent>(scene, noun, "statusCallback", "completed"),
  });
}

/** Whoever answers first; the others stop ringing. */
async function ringAll(scene: Scene, children: Call[], timeoutSeconds: number): Promise<Call | undefined> {
  const { exchange, signal } = scene;
  const stopRingback = scene.out.play(voices.ringback);
  const giveUp = () => {
    for (const child of children) endCall(exchange, child);
  };
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const first = await Promise.any(
      children.map(async (child) => {
        if (isRefused(scene, child) || !(await ringOut(exchange, child, timeoutSeconds)))
          throw new Error(child.status);
        return child;
      }),
    ).catch(() => undefined);
    signal.throwIfAborted();
    for (const child of children) if (child !== first) endCall(exchange, child);
    return first;
  } finally {
    stopRingback();
    signal.removeEventListener("abort", giveUp);
  }
}

/** What cannot be called fails without ringing. */
function isRefused({ exchange, call, document }: Scene, child: Call): boolean {
  const code = !isAddress(child.to) ? 13223 : isForbidden(exchange, child.to) ? 13227 : undefined;
  if (!code) return false;
  const message = `"${child.to}" cannot be called.`;
  exchange.errors.push({ code, message, callSid: call.sid, url: document.from?.url ?? "" });
  endCall(exchange, child, "failed");
  return true;
}

async function connect(scene: Scene, dial: Element, child: Call) {
  const { exchange, call } = scene;
  const { record } = dial.attributes;
  const recording = record?.startsWith("record-from")
    ? recordCall(exchange, call, {
        channels: record.endsWith("-dual") ? "dual" : "mono",
        source: "DialVerb",
        callback: recordingCallbackIn(scene, dial),
      })
    : undefined;
  const giveUp = exchange.clock.after(numberIn(dial, "timeLimit", 14_400) * 1000, () =>
    endCall(exchange, child),
  );
  try {
    await bridge(call, child, scene.signal);
    return recording;
  } finally {
    giveUp();
    if (recording) finishRecording(exchange, recording);
  }
}
