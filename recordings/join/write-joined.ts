import {
  EncodedAudioPacketSource,
  EncodedPacket,
  FilePathTarget,
  Mp4OutputFormat,
  Output,
  WavOutputFormat,
  WebMOutputFormat,
} from "mediabunny";
import type { Sound } from "./lay-on-clock.ts";
import { opusHead } from "./opus.ts";
import type { Codec } from "./read-run.ts";

/** Writes a file with duration and index: Opus as WebM, AAC, which WebM does not take, as MP4, PCM as WAV. */
export async function writeJoined(path: string, codec: Codec, sounds: AsyncIterable<Sound>): Promise<void> {
  const output = new Output({ format: formats[codec.name](), target: new FilePathTarget(path) });
  const source = new EncodedAudioPacketSource(codec.name);
  output.addAudioTrack(source);
  await output.start();
  try {
    for await (const { data, at, samples } of sounds) {
      const packet = new EncodedPacket(data, "key", at / codec.rate, samples / codec.rate);
      await source.add(packet, { decoderConfig: decoderConfig(codec) });
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
}

const formats = {
  opus: () => new WebMOutputFormat({ minimumClusterDuration: 4 }),
  aac: () => new Mp4OutputFormat({ fastStart: false }),
  "pcm-s16": () => new WavOutputFormat(),
};

function decoderConfig(codec: Codec): AudioDecoderConfig {
  const layout = { numberOfChannels: codec.channels, sampleRate: codec.rate };
  if (codec.name === "opus") return { ...layout, codec: "opus", description: opusHead(codec.channels) };
  if (codec.name === "aac") return { ...layout, codec: "mp4a.40.2", description: codec.description };
  return { ...layout, codec: codec.name };
}
