import { forever } from "../../clock.ts";
import { enqueueCall, leaveQueue, type Member, type Queue } from "../../queues/queue.ts";
import { queueFields } from "../../queues/queue-fields.ts";
import { voices } from "../../sound/tone.ts";
import { sendCallback } from "../../webhooks/send-callback.ts";
import type { Fields } from "../../webhooks/send-webhook.ts";
import { playOn } from "../play-on.ts";
import { promptVerbs } from "../prompt-verbs.ts";
import { type Element, textIn } from "../read-xml.ts";
import { endpointIn, type Scene, type Turn, type Verb, type VerbTable } from "../stage.ts";
import { gather } from "./gather.ts";

const waitVerbs: VerbTable = {
  ...promptVerbs,
  Gather: gather,
  Leave: async () => "leave",
  Hangup: async () => "hangUp",
};

export const enqueue: Verb = async (scene, verb) => {
  const { action, method } = verb.attributes;
  const next = action === undefined ? undefined : endpointIn(scene, action, method);
  const place = enqueueCall(scene.exchange, textIn(verb), scene.call);
  const after = (fields: Fields): Turn => (next ? { to: next, fields } : undefined);
  if (!place) return after({ QueueResult: "queue-full" });
  const result = (QueueResult: string): Fields => ({
    QueueResult,
    QueueSid: place.queue.sid,
    QueueTime: queueFields(scene.exchange, place.queue, place.member).QueueTime ?? "0",
  });
  try {
    const turn = await waitIn(scene, verb, place.queue, place.member);
    if (turn === "hangUp") return "hangUp";
    return after(result("leave"));
  } catch (reason) {
    // The call is gone from here already, so the answer leads nowhere.
    if (next && scene.signal.aborted)
      sendCallback(scene.exchange, scene.call.sid, next, {
        ...scene.fields(),
        ...result(scene.signal.reason === "redirected" ? "redirected" : "hangup"),
      });
    throw reason;
  } finally {
    leaveQueue(scene.exchange, place.queue, place.member);
  }
};

async function waitIn(scene: Scene, verb: Element, queue: Queue, member: Member) {
  const { waitUrl, waitUrlMethod } = verb.attributes;
  if (!waitUrl) {
    const stop = waitUrl === "" ? () => {} : scene.out.play(voices.music);
    return forever(scene.signal).finally(stop);
  }
  const fields = () => ({ ...scene.fields(), ...queueFields(scene.exchange, queue, member) });
  return playOn({ ...scene, verbs: waitVerbs, fields }, endpointIn(scene, waitUrl, waitUrlMethod));
}
