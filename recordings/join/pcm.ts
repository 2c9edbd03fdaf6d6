/** Bytes of a sample of 16 bits. */
export const pcmBytes = 2;

/** About a fifth of a second at 8 kHz. */
const mostSamples = 2_048;

export function* silentPcm(
  samples: number,
  channels: number,
): Generator<{ data: Uint8Array; samples: number }> {
  for (let left = samples; left > 0; left -= mostSamples) {
    const some = Math.min(left, mostSamples);
    yield { data: new Uint8Array(some * channels * pcmBytes), samples: some };
  }
}

/** Left becomes right: of two channels, each sample with its neighbour. */
export function swapChannels(data: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(data.byteLength);
  for (let at = 0; at + 2 * pcmBytes <= data.byteLength; at += 2 * pcmBytes) {
    swapped.set(data.subarray(at + pcmBytes, at + 2 * pcmBytes), at);
    swapped.set(data.subarray(at, at + pcmBytes), at + pcmBytes);
  }
  return swapped;
}
