import type { Exchange } from "../exchange.ts";
import { voices } from "../sound/tone.ts";
import type { Conference } from "./conference.ts";

const beepMs = 300;

export function beep(exchange: Exchange, conference: Conference): void {
  exchange.clock.after(beepMs, conference.announcements.play(voices.beep));
}
