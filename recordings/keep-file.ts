import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { bytesOfFile } from "./audio-bytes.ts";
import { inspectRecording } from "./inspect-recording.ts";
import type { Sound } from "./join/lay-on-clock.ts";
import { swapChannels } from "./join/pcm.ts";
import { inspectRun, readRun } from "./join/read-run.ts";
import { writeJoined } from "./join/write-joined.ts";
import { RecordingError } from "./recording-error.ts";
import type { RecordingStore } from "./store/open-recording-store.ts";

interface File {
  segment: string;
  sound: AsyncIterable<Uint8Array>;
  /** What is on its left is to be on the right: for PCM of two channels. */
  swaps: boolean;
}

/** A day of a call with two channels, as telephony records it. */
const largest = 24 * 3600 * 8_000 * 2 * 2;
const pieceSize = 1024 * 1024;

/** Keeps a whole file as a segment: all of it, or what a later try goes on from. @throws RecordingError notAudio, tooLarge */
export async function keepFile({ store }: { store: RecordingStore }, file: File): Promise<void> {
  await store.inFolder(async (folder) => {
    const came = join(folder, "came");
    await writeFile(came, file.sound);
    await inspectRecording(await bytesOfFile(came));
    const turned = join(folder, "turned");
    await keepPieces(store, file.segment, file.swaps && (await swap(came, turned)) ? turned : came);
  });
}

async function writeFile(path: string, sound: AsyncIterable<Uint8Array>): Promise<void> {
  await using file = await open(path, "w");
  let size = 0;
  for await (const chunk of sound) {
    size += chunk.byteLength;
    if (size > largest) throw new RecordingError("tooLarge", "This recording is longer than a day.");
    await file.writeFile(chunk);
  }
}

/** False for what has no two channels that lie side by side. */
async function swap(from: string, to: string): Promise<boolean> {
  const codec = (await inspectRun(from))?.codec;
  if (codec?.name !== "pcm-s16" || codec.channels !== 2) return false;
  await writeJoined(to, codec, swapped(from, codec.rate));
  return true;
}

async function* swapped(path: string, rate: number): AsyncGenerator<Sound> {
  for await (const { data, samples, at } of readRun(path)) {
    yield { data: swapChannels(data), samples, at: Math.round(at * rate) };
  }
}

/** The same file gives the same pieces, so that what a try before has kept of it is good. */
async function keepPieces(store: RecordingStore, segment: string, path: string): Promise<void> {
  let number = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: pieceSize })) {
    await store.addPiece({ segment, number: number++, bytes });
  }
}
