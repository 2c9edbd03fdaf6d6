import type { Clock } from "../clock.ts";
import { type Sound, samplesOf } from "./sound.ts";

/** What was to be heard at one place, from when to when: a party's mouth, its ear, a conference's loudspeaker. */
export interface Track extends Sound {
  /** Plays from now on; gives back how to end it. */
  play(sound: Sound): () => void;
  isSounding(): boolean;
}

export function makeTrack(clock: Clock): Track {
  const spans: { from: number; to: number; sound: Sound }[] = [];
  return {
    play(sound) {
      const span = { from: clock.now(), to: Number.POSITIVE_INFINITY, sound };
      spans.push(span);
      return () => {
        span.to = Math.min(span.to, clock.now());
      };
    },
    isSounding: () => spans.some((span) => span.to > clock.now()),
    mix(into, fromMs) {
      for (const { from, to, sound } of spans) {
        const start = Math.max(0, samplesOf(from - fromMs));
        const end = Math.min(
          into.length,
          to === Number.POSITIVE_INFINITY ? into.length : samplesOf(to - fromMs),
        );
        if (end > start) sound.mix(into.subarray(start, end), Math.max(from, fromMs));
      }
    },
  };
}
