import type { AudioBytes } from "../audio-bytes.ts";
import { decodeSound } from "./decode-sound.ts";
import { findSilences, type Span } from "./find-silences.ts";
import { createMeter } from "./meter.ts";

interface Peaks {
  perSecond: number;
  channels: number;
  /** The loudest of each span, from 0 to 255: all channels of the first, all of the second, and so on. */
  peaks: Uint8Array;
  silences: Span[];
}

export const peaksPerSecond = 20;

/** What a waveform is drawn with, and where nobody speaks. @throws RecordingError notAudio, undecodable */
export async function computePeaks(bytes: AudioBytes): Promise<Peaks> {
  const meter = createMeter(peaksPerSecond);
  // Speech is below 8 kHz, and a third of the samples take a third of the time.
  for await (const sound of decodeSound(bytes, { opusRate: 16_000 })) meter.add(sound);
  const { channels, peaks } = meter.read();
  const waveform = { perSecond: peaksPerSecond, channels, peaks };
  return { ...waveform, silences: findSilences(waveform) };
}
