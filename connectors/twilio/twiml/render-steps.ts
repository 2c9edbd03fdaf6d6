import twilio from "twilio";
import type { CallStep, GatherStep, RecordStep, WaitStep } from "../../contract.ts";
import { type Document, type Scene, sayPrompts } from "./scene.ts";
import { sendToConference } from "./send-to-conference.ts";

/** What a caller does, as a document for a call that waits in no queue. */
export function renderSteps(steps: CallStep[], scene: Scene): string {
  const document = new twilio.twiml.VoiceResponse();
  for (const step of steps) renderStep(document, step, scene);
  // Nobody knows this call, or it is over.
  if (steps.length === 0) document.hangup();
  return document.toString();
}

function renderStep(document: Document, step: CallStep, scene: Scene): void {
  if (step.type === "say" || step.type === "play") sayPrompts(document, [step], scene);
  else if (step.type === "gather") renderGather(document, step, scene);
  else if (step.type === "wait") renderEnqueue(document, step, scene);
  else if (step.type === "record") renderRecord(document, step, scene);
  else if (step.type === "hangUp") document.hangup();
  else if (step.to.kind === "person") sendToConference(document, scene);
  else renderDial(document, step.turn, step.to, scene);
}

function renderGather(document: Document, step: GatherStep, scene: Scene): void {
  const gather = document.gather({
    input: ["dtmf"],
    action: scene.at("/voice/steps", { turn: step.turn }),
    numDigits: step.maxDigits,
    // Where one key is asked for, every key is an answer.
    finishOnKey: step.maxDigits === 1 ? "" : "#",
    timeout: step.timeoutSeconds,
    actionOnEmptyResult: true,
  });
  sayPrompts(gather, step.prompts, scene);
}

function renderEnqueue(document: Document, { turn, keys, prompts }: WaitStep, scene: Scene): void {
  sayPrompts(document, prompts, scene);
  document.enqueue(
    { waitUrl: scene.at("/wait", { turn, keys }), action: scene.at("/wait/left") },
    scene.queue,
  );
}

function renderDial(
  document: Document,
  turn: number,
  to: { number: string; timeoutSeconds: number },
  scene: Scene,
): void {
  const dial = document.dial({ action: scene.at("/voice/dialled", { turn }), timeout: to.timeoutSeconds });
  dial.number(
    { statusCallback: scene.at("/voice/answered-elsewhere"), statusCallbackEvent: ["answered"] },
    to.number,
  );
}

function renderRecord(document: Document, { turn, maxSeconds }: RecordStep, scene: Scene): void {
  const action = scene.at("/voice/recorded", { turn });
  document.record({
    action,
    maxLength: maxSeconds,
    recordingStatusCallback: scene.at("/recording"),
    recordingStatusCallbackEvent: ["completed"],
  });
  // Twilio goes on here where nothing was said.
  document.redirect(action);
}
