import { type Sound, sampleRate, samplesOf } from "./sound.ts";
import { voices } from "./tone.ts";
import { readWav } from "./wav.ts";

const unknownFileMs = 5000;

/** A fetched file, played from `startMs` on; what is no WAV of 16 bit is five seconds of a tone that stands for it. */
export function fileSound(bytes: Buffer, startMs: number): { sound: Sound; ms: number } {
  const wav = readWav(bytes);
  const samples = wav?.channels[0];
  if (!wav || !samples) return { sound: voices.unknownFile, ms: unknownFileMs };
  const stretch = wav.rate / sampleRate;
  const sound: Sound = {
    mix(into, fromMs) {
      const first = samplesOf(fromMs - startMs);
      for (let i = 0; i < into.length; i++) {
        into[i] = (into[i] ?? 0) + (samples[Math.round((first + i) * stretch)] ?? 0);
      }
    },
  };
  return { sound, ms: (samples.length / wav.rate) * 1000 };
}
