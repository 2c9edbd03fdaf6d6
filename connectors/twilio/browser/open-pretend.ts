import type { BrowserVoice, BrowserVoiceOptions } from "../../contract.ts";
import type { LegFromPerson, LegToPerson } from "../wire.ts";
import { createPretendLeg, type PretendLeg } from "./pretend-leg.ts";

/** This browser's end of pretended calls: there is a script at their other end, and no sound but one that is made here. */
export function openPretend({ send }: BrowserVoiceOptions): BrowserVoice {
  const legs = new Map<string, PretendLeg>();
  return {
    renew() {},
    begin({ legId }) {
      legs.get(legId)?.end();
      const leg = createPretendLeg((message: LegFromPerson) => send(legId, message));
      legs.set(legId, leg);
      leg.onState((state) => {
        if (state === "ended" && legs.get(legId) === leg) legs.delete(legId);
      });
      return leg;
    },
    receive: (legId, message) => legs.get(legId)?.receive(message as LegToPerson),
    // A script does not listen.
    async useMicrophone() {},
    close() {
      for (const leg of [...legs.values()]) leg.end();
    },
  };
}
