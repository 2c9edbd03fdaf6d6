import { setImmediate } from "node:timers/promises";
import { AudioSampleSink, EncodedPacketSink, type InputAudioTrack } from "mediabunny";
import { OpusDecoder } from "opus-decoder";
import { type AudioBytes, openTrack } from "../audio-bytes.ts";
import { RecordingError } from "../recording-error.ts";

/** Some milliseconds of sound: where they begin, in seconds, and each channel's samples from -1 to 1. */
export interface Decoded {
  at: number;
  rate: number;
  channels: Float32Array[];
}

/**
 * The samples of Opus (WebM, MP4) and of PCM, A-law and µ-law (WAV), a little at a time.
 * @throws RecordingError undecodable for AAC and MP3
 */
export async function* decodeSound(bytes: AudioBytes, options: { opusRate: 16_000 | 48_000 }) {
  using opened = await openTrack(bytes);
  const { track } = opened;
  if (track.codec === "opus") yield* decodeOpus(track, options.opusRate);
  else if (/^(pcm-|ulaw$|alaw$)/.test(track.codec ?? "")) yield* decodePcm(track);
  else
    throw new RecordingError("undecodable", `There is no decoder for ${track.codec ?? "this sound"} here.`);
}

/** So many packets, about a second, are decoded before others get their turn. */
const turn = 16;

async function* decodeOpus(track: InputAudioTrack, rate: 16_000 | 48_000): AsyncGenerator<Decoded> {
  const decoder = new OpusDecoder({ channels: Math.min(track.numberOfChannels, 2), sampleRate: rate });
  await decoder.ready;
  try {
    let packets: Uint8Array[] = [];
    let at = 0;
    for await (const { data, timestamp } of new EncodedPacketSink(track).packets()) {
      if (packets.length === 0) at = timestamp;
      packets.push(data);
      if (packets.length < turn) continue;
      yield { at, rate, channels: decoder.decodeFrames(packets).channelData };
      packets = [];
      await setImmediate();
    }
    if (packets.length > 0) yield { at, rate, channels: decoder.decodeFrames(packets).channelData };
  } finally {
    decoder.free();
  }
}

async function* decodePcm(track: InputAudioTrack): AsyncGenerator<Decoded> {
  let count = 0;
  for await (const sample of new AudioSampleSink(track).samples()) {
    const { timestamp: at, sampleRate: rate, numberOfChannels, numberOfFrames } = sample;
    const channels = Array.from({ length: numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: "f32-planar" });
      return plane;
    });
    sample.close();
    yield { at, rate, channels };
    if (++count % turn === 0) await setImmediate();
  }
}
