import { render, samplesOf } from "../sound/sound.ts";
import { writeWav } from "../sound/wav.ts";
import type { Recording } from "./recording.ts";

/** A finished recording's file. With one channel asked for, two are mixed. */
export function renderRecording(recording: Recording, requestedChannels?: number): Buffer {
  const channels = recording.channels.map((_, channel) => renderChannel(recording, channel));
  const [first, second] = channels;
  if (requestedChannels === 1 && first && second)
    return writeWav([first.map((sample, i) => sample + (second[i] ?? 0))]);
  return writeWav(channels);
}

function renderChannel({ spans, channels }: Recording, channel: number): Float32Array {
  const parts = spans.map(({ from, to = from, isSilent }) => {
    const sound = channels[channel];
    return isSilent || !sound ? new Float32Array(samplesOf(to - from)) : render(sound, from, to);
  });
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
