/** A packet and where on the call's clock its sound begins, in samples. */
export interface Sound {
  data: Uint8Array;
  at: number;
  samples: number;
}

export interface Clock {
  rate: number;
  /** Samples of the whole call; infinite where it is over with its last packet. */
  length: number;
  /** Packets of silence, of at most so many samples together. */
  silence(samples: number): Iterable<{ data: Uint8Array; samples: number }>;
}

/**
 * One packet after the other from the call's first to its last moment: gaps are filled with silence, of what overlaps the earlier
 * stays. Each stretch keeps its packets together as they were recorded, whatever their times say within a tenth of a second.
 */
export async function* layOnClock(
  stretches: Iterable<AsyncIterable<Sound>>,
  { rate, length, silence }: Clock,
): AsyncGenerator<Sound> {
  let end = 0;
  const fill = function* (until: number): Generator<Sound> {
    for (const packet of silence(until - end)) {
      yield { ...packet, at: end };
      end += packet.samples;
    }
  };
  for (const stretch of stretches) {
    let patience = rate / 100;
    for await (const { at, data, samples } of stretch) {
      if (at >= length) break;
      if (at <= end - patience) continue;
      if (at >= end + patience) yield* fill(at);
      yield { data, at: end, samples };
      end += samples;
      // Recorders stamp packets by the clock of the wall, a few ms early or late.
      patience = rate / 10;
    }
  }
  if (Number.isFinite(length)) yield* fill(length);
}
