import { sampleRate } from "./sound.ts";

/** How strong a pitch is in samples: about 0.2 for a tone of the sandbox alone, 0 where it is not heard. */
export function strengthOf(hz: number, samples: Float32Array): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  for (const sample of samples) {
    const next = sample + turn * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** Which of these pitches sound between two seconds of a channel. */
export function heard(pitches: number[], channel: Float32Array, from: number, to: number): number[] {
  const samples = channel.subarray(from * sampleRate, to * sampleRate);
  return pitches.filter((hz) => strengthOf(hz, samples) > 0.05);
}
