import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { AudioBytes } from "./audio-bytes.ts";
import { decodeSound } from "./peaks/decode-sound.ts";
import type { RecordingStore } from "./store/open-recording-store.ts";

export type Fixture = "first.webm" | "second.webm" | "first.mp4";

export const fixture = (name: Fixture) => readFile(join(import.meta.dirname, "fixtures", name));

/** The tones of the fixtures: in the left channel, in the right. */
export const tones = { first: [440, 1000], second: [600, 1500] } as const;

export const bytesInMemory = (bytes: Uint8Array): AudioBytes => ({
  size: bytes.byteLength,
  read: async (start, end) => Readable.from([bytes.subarray(start, end)]),
});

/** Keeps a file as the pieces of a new segment, cut anywhere. */
export async function keepPieces(
  store: RecordingStore,
  bytes: Uint8Array,
  { size = 1_500, without = [] as number[] } = {},
): Promise<string> {
  const segment = store.newSegment();
  for (let number = 0; number * size < bytes.byteLength; number++) {
    if (without.includes(number)) continue;
    await store.addPiece({ segment, number, bytes: bytes.subarray(number * size, (number + 1) * size) });
  }
  return segment;
}

/** All samples of a file at 48 kHz. */
export async function samplesOf(bytes: AudioBytes): Promise<{ rate: number; channels: Float32Array[] }> {
  const parts: Float32Array[][] = [];
  let rate = 0;
  for await (const decoded of decodeSound(bytes, { opusRate: 48_000 })) {
    rate = decoded.rate;
    for (const [index, plane] of decoded.channels.entries()) {
      parts[index] ??= [];
      parts[index].push(plane);
    }
  }
  const channels = parts.map((planes) => {
    const whole = new Float32Array(planes.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const plane of planes) {
      whole.set(plane, at);
      at += plane.length;
    }
    return whole;
  });
  return { rate, channels };
}

/** How loud one tone is between two moments in seconds: Goertzel's algorithm; 1 is a full sine. */
export function loudness(samples: Float32Array, rate: number, hz: number, from: number, to: number): number {
  const span = samples.subarray(Math.round(from * rate), Math.round(to * rate));
  const factor = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [last, before] = [0, 0];
  for (const sample of span) [last, before] = [sample + factor * last - before, last];
  const power = last * last + before * before - factor * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / span.length;
}

export const loudest = (samples: Float32Array, rate: number, from: number, to: number): number =>
  samples
    .subarray(Math.round(from * rate), Math.round(to * rate))
    .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** A tone for each channel, one sample after the other. */
export function* tone(hz: number[], rate: number, seconds: number): Generator<number[]> {
  for (let index = 0; index < seconds * rate; index++) {
    yield hz.map((each) => 0.5 * Math.sin((2 * Math.PI * each * index) / rate));
  }
}

type WavCodec = "pcm-s16" | "ulaw";

/** A WAV file as telephony makes them: PCM of 16 bits or µ-law. */
export function wavFile(
  codec: WavCodec,
  rate: number,
  channels: number,
  samples: Iterable<number[]>,
): Buffer {
  const data = Buffer.concat(
    [...samples].map((values) => Buffer.concat(values.map(wavCodecs[codec].encode))),
  );
  const { format, bytes } = wavCodecs[codec];
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.byteLength, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(format, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * bytes, 28);
  head.writeUInt16LE(channels * bytes, 32);
  head.writeUInt16LE(bytes * 8, 34);
  head.write("data", 36);
  head.writeUInt32LE(data.byteLength, 40);
  return Buffer.concat([head, data]);
}

const wavCodecs = {
  "pcm-s16": { format: 1, bytes: 2, encode: encodeLinear },
  ulaw: { format: 7, bytes: 1, encode: encodeMuLaw },
};

function encodeLinear(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16LE(Math.round(value * 32_767));
  return bytes;
}

/** ITU-T G.711. */
function encodeMuLaw(value: number): Buffer {
  const magnitude = Math.min(Math.round(Math.abs(value) * 32_767), 32_635) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return Buffer.from([~((value < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff]);
}
