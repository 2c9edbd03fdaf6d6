import { createReadStream } from "node:fs";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract } from "tar-stream";

export type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

/** Hands out the archive's entries one after another; each must be read before the next. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const entries = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), entries);
  // Awaited below; until then a failure shows itself in the entries.
  reading.catch(() => {});
  yield* entries;
  await reading;
}

/** What a JSON entry holds; archives are our own, so its shape is taken on trust. */
export async function readJson<T>(entry: Entry | undefined, name: string): Promise<T> {
  if (entry?.header.name !== name) throw new Error(`it has no ${name}`);
  return (await json(entry)) as T;
}
