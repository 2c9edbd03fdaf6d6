import type { Readable } from "node:stream";
import type { ByteRange } from "../parse-range.ts";

/** Where the store lays its bytes: a folder or a bucket. Names are the store's own and safe as they are. */
export interface Shelf {
  /** All of it or, when the chunks or the writing fail, nothing. What stood there before is replaced. */
  put(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** @throws RecordingError notThere, before the first byte */
  get(name: string, range?: ByteRange): Promise<Readable>;
  size(name: string): Promise<number | undefined>;
  /** What is not there is fine. */
  remove(name: string): Promise<void>;
  /** All whose names begin with this, which ends in a slash; in the order of their names. */
  list(prefix: string): AsyncIterable<Laid>;
  /** What crashes left half written before this moment: of names that begin so, where those are known by then. */
  removeUnfinished(prefix: string, before: Date): Promise<void>;
}

export interface Laid {
  name: string;
  size: number;
  changedAt: Date;
}
