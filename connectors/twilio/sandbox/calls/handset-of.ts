import type { Exchange } from "../exchange.ts";
import type { Handset } from "../parties/party.ts";
import { keyTone } from "../sound/tone.ts";
import type { Call } from "./call.ts";
import { endCall } from "./end-call.ts";

const keyToneMs = 200;

type Answering = Pick<Handset, "ringing" | "answer" | "decline">;

/** A call as its party has it in hand. */
export function handsetOf(exchange: Exchange, call: Call, answering: Answering): Handset {
  return {
    callSid: call.sid,
    from: call.from,
    to: call.to,
    parameters: call.parameters,
    mouth: call.mouth,
    ear: call.ear,
    over: call.over.signal,
    ...answering,
    press(key) {
      const sound = keyTone(key);
      if (!sound || call.over.signal.aborted) return;
      exchange.clock.after(keyToneMs, call.mouth.play(sound));
      call.keys.press(key);
    },
    hangUp: () => endCall(exchange, call),
    whenListening: () => call.keys.whenListening(call.over.signal),
  };
}
