import { type ConnectorContext, ConnectorError, type Voice } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import type { CallToVisitor, LegToPerson } from "../wire.ts";
import { readCallName } from "./call-name.ts";
import { receive } from "./receive.ts";
import { renderMusic, renderSteps } from "./render-steps.ts";

const passLifeMs = 12 * 3600 * 1000;

/** Carries calls between a visitor's browser and people's. All that it says may come twice there. */
export function createVoice(context: ConnectorContext<Settings>): Voice {
  return {
    async steer(call, steps) {
      const rendered = await renderSteps(steps, context);
      toCaller(context, call, (callId) => ({
        type: "call.steps",
        callId,
        steps: rendered,
        isAgain: false,
      }));
    },
    async join(_call, { to, role }) {
      // A person's browser begins its leg by itself as soon as the hub has it.
      if (to.kind === "person" && role === "talk") return;
      throw new ConnectorError(
        "rejected",
        "A call from a website can only be joined by talking in a browser.",
      );
    },
    async hold(call, { isHeld, music }) {
      const url = await renderMusic(music, context);
      toCaller(context, call, (callId) => ({ type: "call.hold", callId, isHeld, music: url }));
    },
    async drop(call, { id, to }) {
      toCaller(context, call, (callId) => ({ type: "call.drop", callId, legId: id }));
      if (to.kind === "person") {
        context.person(to.personId, id).send({ type: "drop" } satisfies LegToPerson);
      }
    },
    async hangUp(call) {
      toCaller(context, call, (callId) => ({ type: "call.ended", callId }));
    },
    async pass() {
      return { data: {}, expiresAt: new Date(Date.now() + passLifeMs).toISOString() };
    },
    receive: (call, leg, message) => receive(context, { call, leg, message }),
  };
}

function toCaller(
  context: ConnectorContext<Settings>,
  { externalId }: { externalId: string },
  say: (callId: string) => CallToVisitor,
) {
  const { visitorId, callId } = readCallName(externalId);
  context.live(visitorId).send(say(callId));
}
