import type { Chat } from "../chat.ts";
import type { CallFromVisitor, CallToVisitor, LegPeer, LegToPerson } from "../wire.ts";
import { callNameOf } from "./call-name.ts";
import { iceServersFor } from "./ice-servers.ts";
import { openLegKey } from "./leg-key.ts";
import type { Presence } from "./presence.ts";
import { renderSteps } from "./render-steps.ts";

type Said<Type extends CallFromVisitor["type"]> = Extract<CallFromVisitor, { type: Type }>;

/** What a caller's browser says on its pipe. */
export async function hearCaller(
  chat: Chat,
  presence: Presence,
  visitorId: string,
  said: CallFromVisitor,
): Promise<void> {
  const { callId } = said;
  const call = callNameOf(visitorId, callId);
  switch (said.type) {
    case "call.here":
      return welcome(chat, presence, visitorId, callId);
    case "call.away":
      // The visitor's other tabs keep the pipe open, and know nothing of the call.
      presence.forget(visitorId, callId);
      return chat.context.calls.tellReach(call, false);
    case "call.input":
      return passInput(chat, visitorId, said);
    case "call.signal":
      return passSignal(chat, call, said);
    case "call.meet":
      return introduce(chat, call, said);
    case "call.end":
      presence.forget(visitorId, callId);
      await chat.context.calls.tell(call, { type: "hungUp" });
  }
}

/** A browser that is there, perhaps again, is told what its call is at, or that it is over. */
async function welcome({ context }: Chat, presence: Presence, visitorId: string, callId: string) {
  const call = callNameOf(visitorId, callId);
  await context.calls.tellReach(call, true);
  // No step has the turn 0: an answer to what was asked before gets what the call is at.
  const steps = await context.calls.tell(call, { type: "timedOut", turn: 0 });
  if (steps.length > 0) presence.note(visitorId, callId);
  const message: CallToVisitor =
    steps.length === 0
      ? { type: "call.ended", callId }
      : { type: "call.steps", callId, steps: await renderSteps(steps, context), isAgain: true };
  context.live(visitorId).send(message);
}

async function passInput({ context }: Chat, visitorId: string, { callId, input }: Said<"call.input">) {
  const told = input.type === "tick" ? { ...input, position: null, expectedWaitSeconds: null } : input;
  const steps = await context.calls.tell(callNameOf(visitorId, callId), told);
  if (steps.length === 0) return;
  const rendered = await renderSteps(steps, context);
  context
    .live(visitorId)
    .send({ type: "call.steps", callId, steps: rendered, isAgain: false } satisfies CallToVisitor);
}

async function passSignal({ context }: Chat, call: string, { legId, key, signal }: Said<"call.signal">) {
  const personId = openLegKey(call, { legId, key }, context.sign);
  if (personId) context.person(personId, legId).send({ type: "signal", signal } satisfies LegToPerson);
}

/** Only the caller's browser knows who is in the call; that both are, the keys prove. */
async function introduce({ context }: Chat, call: string, { offers, answers }: Said<"call.meet">) {
  const personOf = (leg: LegPeer) => openLegKey(call, leg, context.sign);
  const personId = personOf(offers);
  if (!personId || !personOf(answers) || offers.legId === answers.legId) return;
  const ice = iceServersFor(context.settings, offers.legId);
  context.person(personId, offers.legId).send({ type: "meet", peer: answers, ice } satisfies LegToPerson);
}
