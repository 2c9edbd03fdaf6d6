import { registerAacEncoder } from "@mediabunny/aac-encoder";
import { AudioSample, AudioSampleSource, BufferTarget, Mp4OutputFormat, Output } from "mediabunny";
import { tone } from "./test-sound.ts";

const rate = 48_000;

/** What a browser that knows no Opus in MP4 records: AAC in movie fragments. */
export async function recordAac(hz: number[], seconds: number): Promise<Buffer> {
  registerAacEncoder();
  const format = new Mp4OutputFormat({ fastStart: "fragmented", minimumFragmentDuration: 0.5 });
  const output = new Output({ format, target: new BufferTarget() });
  const source = new AudioSampleSource({ codec: "aac", bitrate: 64_000 });
  output.addAudioTrack(source);
  await output.start();
  const data = Float32Array.from([...tone(hz, rate, seconds)].flat());
  const sample = new AudioSample({
    data,
    format: "f32",
    numberOfChannels: hz.length,
    sampleRate: rate,
    timestamp: 0,
  });
  await source.add(sample);
  sample.close();
  await output.finalize();
  return Buffer.from((output.target as BufferTarget).buffer ?? new ArrayBuffer());
}
