import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { CustomSource, Input, type InputAudioTrack, MP3, MP4, WAVE, WEBM } from "mediabunny";
import { RecordingError } from "./recording-error.ts";
import type { RecordingStore } from "./store/open-recording-store.ts";

/** A sound file wherever it lies, read by ranges; `end` is not part of one. */
export interface AudioBytes {
  size: number;
  read(start: number, end: number): Promise<Readable>;
}

export async function bytesOfFile(path: string): Promise<AudioBytes> {
  const { size } = await stat(path);
  return { size, read: async (start, end) => createReadStream(path, { start, end: end - 1 }) };
}

/** @throws RecordingError notThere */
export async function bytesOf(store: RecordingStore, key: string): Promise<AudioBytes> {
  return {
    size: await store.size(key),
    read: (start, end) => store.read(key, { range: { start, end: end - 1 } }),
  };
}

export interface OpenTrack extends Disposable {
  track: InputAudioTrack;
  input: Input;
  /** Whether it is the bytes that cannot be read as sound; else they could not be had. */
  isDamage(error: unknown): boolean;
}

/** The sound of a file, to be held with `using`. @throws RecordingError notAudio */
export async function openTrack(bytes: AudioBytes): Promise<OpenTrack> {
  let failure: unknown;
  const source = new CustomSource({
    getSize: () => bytes.size,
    async read(start, end) {
      try {
        const stream = await bytes.read(start, end);
        stream.once("error", (error) => {
          failure = error;
        });
        return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    maxCacheSize: 4 * 1024 * 1024,
    prefetchProfile: "network",
  });
  const input = new Input({ source, formats: [WEBM, MP4, WAVE, MP3] });
  const isDamage = (error: unknown) => failure === undefined && !(error instanceof RecordingError);
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new RecordingError("notAudio", "There is no sound in this file.");
    return { track, input, isDamage, [Symbol.dispose]: () => input.dispose() };
  } catch (error) {
    input.dispose();
    if (!isDamage(error)) throw failure ?? error;
    throw new RecordingError("notAudio", "This is no sound file that can be read here.", { cause: error });
  }
}
