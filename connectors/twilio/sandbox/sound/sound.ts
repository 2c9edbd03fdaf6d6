export const sampleRate = 8000;

export const samplesOf = (ms: number) => Math.round((ms * sampleRate) / 1000);

/** Something that can be heard. */
export interface Sound {
  /** Adds what sounds from `fromMs` (of the sandbox's clock) on, one sample each 1/8000 s, full scale ±1. */
  mix(into: Float32Array, fromMs: number): void;
}

export function render(sound: Sound, fromMs: number, toMs: number): Float32Array {
  const samples = new Float32Array(Math.max(0, samplesOf(toMs - fromMs)));
  sound.mix(samples, fromMs);
  return samples;
}
