import { createHash, randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { addAbortSignal, type Readable } from "node:stream";
import type { ByteRange } from "../parse-range.ts";
import { RecordingError } from "../recording-error.ts";
import { type BucketSettings, createBucketShelf } from "./bucket-shelf.ts";
import { createFolderShelf, unfinishedFolder } from "./folder-shelf.ts";
import {
  newKey,
  ownerOf,
  pieceName,
  recordingName,
  recordingsFolder,
  segmentName,
  segmentsFolder,
} from "./key.ts";
import type { Shelf } from "./shelf.ts";

export interface StoreSettings {
  /** Where all of it lies, or with a bucket what is being worked on. */
  folder: string;
  bucket?: BucketSettings;
  /** Under what this hub keeps its own: others may use the same folder or bucket. */
  owner: string;
  /** Hubs that are gone, and whose recordings are this one's now. */
  takenOver?: readonly string[];
}

export interface Kept {
  key: string;
  size: number;
  /** In hex. */
  sha256: string;
}

interface Piece {
  /** From 0; piece 0 has the file's header. */
  number: number;
  size: number;
}

/**
 * Whole recordings, and the pieces of segments that still run, each under a key that cannot be guessed. What another hub keeps
 * there can be read, is in no list, and is never taken away.
 */
export interface RecordingStore {
  isOurs(key: string): boolean;
  /** Keeps the whole stream under a new key; if it fails before its end, nothing. */
  write(audio: AsyncIterable<Uint8Array>): Promise<Kept>;
  /** Closed by the signal as by its own end. @throws RecordingError notThere, before the first byte */
  read(key: string, options?: { range?: ByteRange; signal?: AbortSignal }): Promise<Readable>;
  /** @throws RecordingError notThere */
  size(key: string): Promise<number>;
  remove(key: string): Promise<void>;
  /** Everything that `write` kept for this hub, for finding what no row names. */
  list(): AsyncIterable<{ key: string; size: number; changedAt: Date }>;

  newSegment(): string;
  /** A piece may come late, out of order or again; the first of a number stays. Says whether it was new. */
  addPiece(piece: { segment: string; number: number; bytes: Uint8Array }): Promise<boolean>;
  /** In order of their numbers, of which some may be missing. */
  pieces(segment: string): Promise<Piece[]>;
  readPiece(piece: { segment: string; number: number }): Promise<Readable>;
  removeSegment(segment: string): Promise<void>;
  /** Once for each of this hub's segments that has pieces; `changedAt` is when the last of them came. */
  listSegments(): AsyncIterable<{ segment: string; changedAt: Date }>;

  /** An empty folder for working on sound, which is gone afterwards. */
  inFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Takes away what crashes left half written or worked on before this moment. */
  removeUnfinished(before: Date): Promise<void>;
}

export function openRecordingStore(settings: StoreSettings): RecordingStore {
  const { folder, bucket, owner, takenOver = [] } = settings;
  const local = createFolderShelf(folder);
  const shelf = bucket ? createBucketShelf(bucket) : local;
  const isOurs = (key: string) => ownerOf(key) === owner || takenOver.includes(ownerOf(key));
  return {
    isOurs,
    async write(audio) {
      const key = newKey(owner);
      const hash = createHash("sha256");
      let size = 0;
      await shelf.put(
        recordingName(key),
        counted(audio, (chunk) => {
          hash.update(chunk);
          size += chunk.byteLength;
        }),
      );
      return { key, size, sha256: hash.digest("hex") };
    },
    async read(key, { range, signal } = {}) {
      signal?.throwIfAborted();
      const stream = await shelf.get(recordingName(key), range);
      return signal ? addAbortSignal(signal, stream) : stream;
    },
    async size(key) {
      const size = await shelf.size(recordingName(key));
      if (size === undefined) throw new RecordingError("notThere", "This recording is not kept here.");
      return size;
    },
    async remove(key) {
      const name = recordingName(key);
      if (isOurs(key)) await shelf.remove(name);
    },
    async *list() {
      for await (const { name, size, changedAt } of shelf.list(recordingsFolder(owner)))
        yield { key: lastOf(name), size, changedAt };
    },
    newSegment: () => newKey(owner),
    async addPiece({ bytes, ...piece }) {
      const name = pieceName(piece);
      if ((await shelf.size(name)) !== undefined) return false;
      await shelf.put(name, once(bytes));
      return true;
    },
    pieces: (segment) => piecesOf(shelf, segment),
    readPiece: (piece) => shelf.get(pieceName(piece)),
    async removeSegment(segment) {
      if (!isOurs(segment)) return;
      for await (const { name } of shelf.list(segmentName(segment))) await shelf.remove(name);
    },
    listSegments: () => segmentsOn(shelf, segmentsFolder(owner)),
    async inFolder(work) {
      const aside = join(unfinishedFolder(folder), randomUUID());
      await mkdir(aside, { recursive: true });
      try {
        return await work(aside);
      } finally {
        await rm(aside, { recursive: true, force: true });
      }
    },
    async removeUnfinished(before) {
      for (const each of new Set([local, shelf])) await each.removeUnfinished(`${owner}/`, before);
    },
  };
}

async function* counted(audio: AsyncIterable<Uint8Array>, count: (chunk: Uint8Array) => void) {
  for await (const chunk of audio) {
    count(chunk);
    yield chunk;
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function piecesOf(shelf: Shelf, segment: string): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for await (const { name, size } of shelf.list(segmentName(segment))) {
    pieces.push({ number: Number(lastOf(name)), size });
  }
  return pieces;
}

/** Pieces come in the order of their names, so those of a segment come together. */
async function* segmentsOn(shelf: Shelf, folder: string) {
  let current: { segment: string; changedAt: Date } | undefined;
  for await (const { name, changedAt } of shelf.list(folder)) {
    const segment = name.split("/").at(-2) ?? "";
    if (current?.segment === segment) {
      if (changedAt > current.changedAt) current.changedAt = changedAt;
      continue;
    }
    if (current) yield current;
    current = { segment, changedAt };
  }
  if (current) yield current;
}

const lastOf = (name: string) => name.slice(name.lastIndexOf("/") + 1);
