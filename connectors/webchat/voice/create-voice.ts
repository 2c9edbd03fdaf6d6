import { type ConnectorContext, ConnectorError, type Voice } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import type { LegToPerson } from "../wire.ts";
import { attend, unattend } from "./attend.ts";
import { iceServersFor } from "./ice-servers.ts";
import { receive } from "./receive.ts";
import { renderMusic, renderSteps } from "./render-steps.ts";
import { toCaller } from "./to-caller.ts";

/** Nothing is in it that could be over, but a browser that could not load its part tries again with the next. */
const passLifeSeconds = 900;

/** Carries calls between a visitor's browser and people's. All that it says may come twice there. */
export function createVoice(context: ConnectorContext<Settings>): Voice {
  return {
    async steer(call, steps) {
      const rendered = await renderSteps(steps, context);
      toCaller(context, call.externalId, { type: "call.steps", steps: rendered, isAgain: false });
    },
    async join(_call, { to }) {
      // A person's browser begins its leg by itself as soon as the hub has it.
      if (to.kind === "person") return;
      throw new ConnectorError("rejected", "A call from a website can only be joined in a browser.");
    },
    async hold(call, { isHeld, music }) {
      const url = await renderMusic(music, context);
      toCaller(context, call.externalId, { type: "call.hold", isHeld, music: url });
    },
    async drop(call, leg) {
      const { id, to, role } = leg;
      if (role === "talk") toCaller(context, call.externalId, { type: "call.drop", legId: id });
      unattend(context, leg);
      if (to.kind === "person") {
        context.person(to.personId, id).send({ type: "drop" } satisfies LegToPerson);
      }
    },
    async changeRole(call, leg) {
      // Whoever is to talk connects to the caller by themselves, and is attended to until then.
      if (leg.role !== "talk") attend(context, call, leg, { isNew: false });
    },
    async hangUp(call) {
      toCaller(context, call.externalId, { type: "call.ended" });
    },
    pass: async () => ({
      data: {},
      expiresAt: new Date(Date.now() + passLifeSeconds * 1_000).toISOString(),
    }),
    checkPass: async (personId) => ({ ice: iceServersFor(context.settings, personId) }),
    receive: (call, leg, message) => receive(context, { call, leg, message }),
  };
}
