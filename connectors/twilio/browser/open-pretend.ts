import type { BrowserVoice, BrowserVoiceOptions } from "../../contract.ts";
import type { LegFromPerson, LegToPerson } from "../wire.ts";
import { createLegs } from "./legs.ts";
import { createPretendLeg, type PretendLeg } from "./pretend-leg.ts";

/** This browser's end of pretended calls: there is a script at their other end, and no sound but one that is made here. */
export function openPretend({ send }: BrowserVoiceOptions): BrowserVoice {
  const legs = createLegs<PretendLeg>();
  return {
    renew() {},
    begin: ({ legId }) =>
      legs.begin(legId, () => createPretendLeg((message: LegFromPerson) => send(legId, message))),
    receive: (legId, message) => legs.get(legId)?.receive(message as LegToPerson),
    // A script does not listen.
    async useMicrophone() {},
    close: legs.end,
  };
}
