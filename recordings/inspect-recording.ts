import { type AudioBytes, openTrack } from "./audio-bytes.ts";

type Container = "webm" | "mp4" | "wav" | "mp3";

export interface RecordingFacts {
  container: Container;
  /** As mediabunny names it: `opus`, `aac`, `pcm-s16`, `ulaw`, `mp3`, …; null for one that it does not know. */
  codec: string | null;
  seconds: number;
  channels: number;
  sampleRate: number;
}

/**
 * What a sound file says of itself; where it does not say how long it is, or broke off, its packets do.
 * @throws RecordingError notAudio
 */
export async function inspectRecording(bytes: AudioBytes): Promise<RecordingFacts> {
  using opened = await openTrack(bytes);
  const { track, input } = opened;
  return {
    container: containers[(await input.getFormat()).name] ?? "webm",
    codec: track.codec,
    seconds: Math.max((await track.getDurationFromMetadata()) ?? 0, await track.computeDuration()),
    channels: track.numberOfChannels,
    sampleRate: track.sampleRate,
  };
}

const containers: Record<string, Container> = { WebM: "webm", MP4: "mp4", WAVE: "wav", MP3: "mp3" };
