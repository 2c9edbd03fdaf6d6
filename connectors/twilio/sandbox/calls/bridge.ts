import { forever } from "../clock.ts";
import type { Call } from "./call.ts";
import { occupy } from "./occupy.ts";

/** Lets two calls hear each other, until the second ends or is sent elsewhere; rejects where the first is. */
export async function bridge(call: Call, other: Call, signal: AbortSignal): Promise<void> {
  const hangUps = [call.ear.play(other.mouth), other.ear.play(call.mouth)];
  try {
    const others = occupy(other, (occupied) => forever(occupied));
    await Promise.race([others, forever(signal)]);
  } finally {
    for (const hangUp of hangUps) hangUp();
  }
}
