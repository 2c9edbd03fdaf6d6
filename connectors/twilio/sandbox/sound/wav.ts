import { sampleRate } from "./sound.ts";

const headerBytes = 44;

/** A WAV file of 8 kHz and 16 bit with one channel for each list of samples; all are of one length. */
export function writeWav(channels: Float32Array[]): Buffer {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = channels.length * 2;
  const wav = Buffer.alloc(headerBytes + frames * frameBytes);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(channels.length, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * frameBytes, 28);
  wav.writeUInt16LE(frameBytes, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(frames * frameBytes, 40);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, frame) => {
      const clipped = Math.max(-1, Math.min(1, sample));
      wav.writeInt16LE(Math.round(clipped * 32767), headerBytes + frame * frameBytes + channel * 2);
    });
  });
  return wav;
}

/** A WAV file's channels; undefined where it is not PCM of 16 bit. */
export function readWav(wav: Buffer): { rate: number; channels: Float32Array[] } | undefined {
  const format = findChunk(wav, "fmt ");
  const data = findChunk(wav, "data");
  if (!format || !data || format.length < 16) return undefined;
  if (format.readUInt16LE(0) !== 1 || format.readUInt16LE(14) !== 16) return undefined;
  const count = format.readUInt16LE(2);
  const frames = Math.floor(data.length / 2 / count);
  const channels = Array.from({ length: count }, (_, channel) =>
    Float32Array.from(
      { length: frames },
      (_, frame) => data.readInt16LE((frame * count + channel) * 2) / 32768,
    ),
  );
  return { rate: format.readUInt32LE(4), channels };
}

function findChunk(wav: Buffer, name: string): Buffer | undefined {
  if (wav.length < 12 || wav.toString("latin1", 8, 12) !== "WAVE") return undefined;
  for (let at = 12; at + 8 <= wav.length; ) {
    const length = wav.readUInt32LE(at + 4);
    if (wav.toString("latin1", at, at + 4) === name) return wav.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return undefined;
}
