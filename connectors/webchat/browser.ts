import type { OpenVoice } from "../contract.ts";
import { createLeg, type Leg } from "./browser/leg.ts";
import type { LegToPerson } from "./wire.ts";

export { checkNetwork } from "./browser/check-network.ts";

/** A person's end of web calls: from this browser straight to the caller's. */
export const openVoice: OpenVoice = async ({ microphone, send }) => {
  const legs = new Map<string, Leg>();
  let current = microphone;
  return {
    // What a leg needs to connect comes with it.
    renew() {},
    begin({ legId, role }) {
      legs.get(legId)?.end();
      const leg = createLeg({ role, microphone: current, say: (message) => send(legId, message) });
      legs.set(legId, leg);
      leg.onState((state) => {
        if ((state === "ended" || state === "failed") && legs.get(legId) === leg) legs.delete(legId);
      });
      return leg;
    },
    receive: (legId, message) => legs.get(legId)?.receive(message as LegToPerson),
    async useMicrophone(next) {
      current = next;
      await Promise.all([...legs.values()].map((leg) => leg.takeMicrophone(next)));
    },
    close() {
      for (const leg of [...legs.values()]) leg.end();
    },
  };
};
