import type { Exchange } from "../exchange.ts";
import { makeScripted } from "../parties/scripted.ts";
import type { Call } from "./call.ts";
import { changeStatus } from "./change-status.ts";
import { endCall } from "./end-call.ts";
import { handsetOf } from "./handset-of.ts";

/** Twilio gives each called party so much longer than was asked. */
const graceSeconds = 5;

/** So that who asked for the call has the answer before anything is told of it. */
const setUpMs = 100;

/** Rings whom a call is to reach. Resolves with whether that was answered; if not, the call is over. */
export function ringOut(exchange: Exchange, call: Call, timeoutSeconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const isWaiting = () => call.status === "initiated" || call.status === "ringing";
    const giveUp = exchange.clock.after((timeoutSeconds + graceSeconds) * 1000, () =>
      endCall(exchange, call, "no-answer"),
    );
    call.over.signal.addEventListener("abort", () => {
      giveUp();
      resolve(false);
    });
    const handset = handsetOf(exchange, call, {
      ringing() {
        if (call.status === "initiated") changeStatus(exchange, call, "ringing");
      },
      answer() {
        if (!isWaiting()) return;
        giveUp();
        changeStatus(exchange, call, "in-progress");
        resolve(true);
      },
      decline(why) {
        if (isWaiting()) endCall(exchange, call, why);
      },
    });
    exchange.clock.after(setUpMs, () => {
      if (call.over.signal.aborted) return;
      changeStatus(exchange, call, "initiated");
      partyAt(exchange, call.to).ring(handset);
    });
  });
}

/** At a number that nobody registered it rings in vain; a client that is not there cannot be rung at all. */
function partyAt(exchange: Exchange, address: string) {
  const party = exchange.parties.get(address);
  if (party) return party;
  if (address.startsWith("client:"))
    return { ring: (handset: { decline(why: "no-answer"): void }) => handset.decline("no-answer") };
  return makeScripted(exchange.clock, "never answers");
}
