import {
  EncodedAudioPacketSource,
  EncodedPacket,
  FilePathTarget,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import type { Sound } from "./lay-on-clock.ts";
import { opusHead } from "./opus.ts";
import type { Codec } from "./read-run.ts";

/** Writes a file with duration and index: Opus as WebM, AAC, which WebM does not take, as MP4. */
export async function writeJoined(path: string, codec: Codec, sounds: AsyncIterable<Sound>): Promise<void> {
  const format =
    codec.name === "opus"
      ? new WebMOutputFormat({ minimumClusterDuration: 4 })
      : new Mp4OutputFormat({ fastStart: false });
  const output = new Output({ format, target: new FilePathTarget(path) });
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

function decoderConfig(codec: Codec): AudioDecoderConfig {
  if (codec.name === "opus") {
    return { codec: "opus", numberOfChannels: 2, sampleRate: codec.rate, description: opusHead };
  }
  const { channels, rate, description } = codec;
  return { codec: "mp4a.40.2", numberOfChannels: channels, sampleRate: rate, description };
}
