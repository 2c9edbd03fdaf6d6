import type { Decoded } from "./decode-sound.ts";

interface Meter {
  add(sound: Decoded): void;
  read(): { channels: number; peaks: Uint8Array };
}

/** Keeps of all samples only the loudest of each span. */
export function createMeter(perSecond: number): Meter {
  let peaks = new Uint8Array(4_096);
  let channelCount = 0;
  /** In samples from the beginning. */
  let position = 0;
  let lastSpan = 0;

  const reserve = (length: number) => {
    if (length <= peaks.length) return;
    const larger = new Uint8Array(Math.max(length, peaks.length * 2));
    larger.set(peaks);
    peaks = larger;
  };

  return {
    add({ at, rate, channels }) {
      channelCount ||= channels.length;
      // Packets lie side by side, and what they are stamped with is rounded; only a real gap moves on.
      if (at * rate > position + rate / 10) position = Math.round(at * rate);
      const samples = channels[0]?.length ?? 0;
      reserve((Math.floor(((position + samples) * perSecond) / rate) + 1) * channelCount);
      for (let channel = 0; channel < channelCount; channel++) {
        const plane = channels[channel] ?? [];
        for (let index = 0; index < samples; index++) {
          const span = Math.floor(((position + index) * perSecond) / rate) * channelCount + channel;
          const loud = Math.min(255, Math.round(Math.abs(plane[index] ?? 0) * 255));
          if (loud > (peaks[span] ?? 0)) peaks[span] = loud;
        }
      }
      position += samples;
      lastSpan = Math.ceil((position * perSecond) / rate);
    },
    read: () => ({ channels: channelCount, peaks: peaks.slice(0, lastSpan * channelCount) }),
  };
}
