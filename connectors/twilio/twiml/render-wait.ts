import twilio from "twilio";
import type { CallStep, WaitStep } from "../../contract.ts";
import { renderSteps } from "./render-steps.ts";
import { type Document, type Scene, sayPrompts } from "./scene.ts";

/** What a caller does who waits in the queue, where a document may neither connect nor record. */
export function renderWait(steps: CallStep[], scene: Scene): string {
  const last = steps.at(-1);
  if (last?.type === "hangUp") return renderSteps(steps, scene);
  const document = new twilio.twiml.VoiceResponse();
  // Behind the queue it is asked again what the call is at.
  if (last?.type !== "wait") document.leave();
  else {
    const before = steps.filter((step) => step.type === "say" || step.type === "play");
    sayPrompts(document, before, scene);
    renderWaiting(document, last, scene);
  }
  return document.toString();
}

/** When the document is at its end, Twilio asks for the next: that is the tick. */
function renderWaiting(document: Document, step: WaitStep, scene: Scene): void {
  const { turn, keys, tickAfterSeconds } = step;
  if (tickAfterSeconds === 0) document.redirect(scene.at("/wait", { turn, keys }));
  else if (keys) renderListening(document, step, scene);
  else {
    sayPrompts(document, step.prompts, scene);
    if (step.music) document.play(scene.sound(step.music));
    else document.pause({ length: tickAfterSeconds });
  }
}

function renderListening(document: Document, step: WaitStep, scene: Scene): void {
  const { turn, keys, music, prompts, tickAfterSeconds } = step;
  const gather = document.gather({
    input: ["dtmf"],
    action: scene.at("/wait/keys", { turn, keys }),
    numDigits: 1,
    finishOnKey: "",
    timeout: music ? 1 : tickAfterSeconds,
  });
  sayPrompts(gather, prompts, scene);
  if (music) gather.play(scene.sound(music));
}
