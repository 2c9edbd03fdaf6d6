import { type Sound, sampleRate, samplesOf } from "./sound.ts";

/** Sine waves for as long as it is played. */
export function tone(...hertz: number[]): Sound {
  const level = 0.2 / hertz.length;
  return {
    mix(into, fromMs) {
      // Counted within a day, since sines of huge numbers lose their phase.
      const first = samplesOf(fromMs % 86_400_000);
      for (const hz of hertz) {
        const step = (2 * Math.PI * hz) / sampleRate;
        for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + level * Math.sin(step * (first + i));
      }
    },
  };
}

/** What the sandbox itself makes to be heard, each by a pitch of its own. */
export const voices = {
  speech: tone(220),
  music: tone(330),
  ringback: tone(425),
  beep: tone(1000),
  unknownFile: tone(550),
};

const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const keys = ["123A", "456B", "789C", "*0#D"];

/** The pair of tones of a key; undefined where there is no such key. */
export function keyTone(key: string): Sound | undefined {
  const row = keys.findIndex((line) => line.includes(key));
  const low = rows[row];
  const high = columns[keys[row]?.indexOf(key) ?? -1];
  return key.length === 1 && low && high ? tone(low, high) : undefined;
}
