import type { Chat } from "../chat.ts";
import type { CallFromVisitor, LegPeer, LegToPerson } from "../wire.ts";
import { callNameOf } from "./call-name.ts";
import { iceServersFor } from "./ice-servers.ts";
import { openLegKey } from "./leg-key.ts";
import type { Presence } from "./presence.ts";
import { renderSteps } from "./render-steps.ts";
import { toCaller } from "./to-caller.ts";

type Said<Type extends CallFromVisitor["type"]> = Extract<CallFromVisitor, { type: Type }>;

/** What a caller's browser says on its pipe. */
export async function hearCaller(
  chat: Chat,
  presence: Presence,
  { visitorId, pipe, said }: { visitorId: string; pipe: string; said: CallFromVisitor },
): Promise<void> {
  const call = callNameOf(visitorId, said.callId);
  switch (said.type) {
    case "call.here":
      return welcome(chat, presence, { call, pipe });
    case "call.away":
      // The visitor's other tabs keep the pipe open, and know nothing of the call.
      if (presence.part(call, pipe)) await chat.context.calls.tellReach(call, false);
      return;
    case "call.input":
      return passInput(chat, call, said);
    case "call.signal":
      return passSignal(chat, call, said);
    case "call.meet":
      return introduce(chat, call, said);
    case "call.end":
      presence.forget(call);
      await chat.context.calls.tell(call, { type: "hungUp" });
  }
}

/** A browser that is there, perhaps again, is told what its call is at, or that it is over. */
async function welcome(
  { context }: Chat,
  presence: Presence,
  { call, pipe }: { call: string; pipe: string },
) {
  // Before the hub is asked, as the pipe may be gone by the time that it has answered.
  presence.note(call, pipe);
  await context.calls.tellReach(call, true);
  // No step has the turn 0: an answer to what was asked before gets what the call is at.
  const steps = await context.calls.tell(call, { type: "timedOut", turn: 0 });
  if (steps.length === 0) {
    presence.forget(call);
    return toCaller(context, call, { type: "call.ended" });
  }
  toCaller(context, call, { type: "call.steps", steps: await renderSteps(steps, context), isAgain: true });
}

async function passInput({ context }: Chat, call: string, { input }: Said<"call.input">) {
  const told = input.type === "tick" ? { ...input, position: null, expectedWaitSeconds: null } : input;
  const steps = await context.calls.tell(call, told);
  if (steps.length === 0) return;
  toCaller(context, call, { type: "call.steps", steps: await renderSteps(steps, context), isAgain: false });
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
