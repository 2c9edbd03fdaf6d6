/** Opus counts in samples of 48 kHz, whatever went in. */
export const opusRate = 48_000;

/** 20 ms of CELT with its silence flag set, in two channels: a mono one would sound the same, but says another layout. */
const silentFrame = [0xff, 0xfe];
const stereoToc = 0xfc;
const frameSamples = 960;

/** How many samples a packet holds (RFC 6716 §3.1); undefined for what is no packet. */
export function opusSamples(packet: Uint8Array): number | undefined {
  const [toc, second] = packet;
  if (toc === undefined) return undefined;
  const frames = [1, 2, 2, second === undefined ? 0 : second & 0x3f][toc & 3] ?? 0;
  const samples = frames * frameLength(toc >> 3);
  return samples > 0 && samples <= maxSamples ? samples : undefined;
}

const maxSamples = opusRate * 0.12;

function frameLength(config: number): number {
  if (config < 12) return [480, 960, 1920, 2880][config & 3] ?? 0;
  if (config < 16) return [480, 960][config & 1] ?? 0;
  return 120 << (config & 3);
}

/** Silence of at most so many samples, in packets as long as those that browsers record. */
export function* silentOpus(samples: number): Generator<{ data: Uint8Array; samples: number }> {
  for (let left = Math.floor(samples / frameSamples); left > 0; left -= 3) {
    const frames = Math.min(3, left);
    // Code 3 of RFC 6716 §3.2.5: a count, then frames of one size.
    const data = [stereoToc | 3, frames, ...Array.from({ length: frames }, () => silentFrame).flat()];
    yield { data: Uint8Array.from(data), samples: frames * frameSamples };
  }
}

/** The header that decoders want (RFC 7845 §5.1): 48 kHz, nothing to skip. */
export const opusHead = (channels: 1 | 2) =>
  Uint8Array.from([
    ...new TextEncoder().encode("OpusHead"),
    ...[1, channels, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0],
  ]);
