import type { Call } from "../calls/call.ts";
import type { Exchange } from "../exchange.ts";
import type { Sound } from "../sound/sound.ts";
import { type Recording, startRecording } from "./recording.ts";

interface Wanted {
  channels: "mono" | "dual";
  track?: Recording["track"];
  source: Recording["source"];
  callback: Recording["callback"];
}

/** Records a call: with two channels the first is what its party says, the second what that party hears. */
export function recordCall(exchange: Exchange, call: Call, wanted: Wanted): Recording {
  const { source, callback, track = "both" } = wanted;
  const channels = track === "inbound" ? [call.mouth] : track === "outbound" ? [call.ear] : undefined;
  const both = wanted.channels === "dual" ? [call.mouth, call.ear] : [mixed(call.mouth, call.ear)];
  return startRecording(exchange, { callSid: call.sid, source, callback, track, channels: channels ?? both });
}

const mixed = (...sounds: Sound[]): Sound => ({
  mix(into, fromMs) {
    for (const sound of sounds) sound.mix(into, fromMs);
  },
});
