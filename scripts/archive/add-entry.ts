import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Pack } from "tar-stream";

/** Adds one file to the archive and resolves when it is written, so that no more than it lies in memory. */
export async function addEntry(pack: Pack, name: string, bytes: Buffer) {
  await new Promise<void>((resolve, reject) => {
    const entry = pack.entry({ name, size: bytes.length, mode: 0o600 }, (error) =>
      error ? reject(error) : resolve(),
    );
    entry.end(bytes);
  });
}

export async function streamEntry(pack: Pack, name: string, size: number, content: Readable) {
  await pipeline(content, pack.entry({ name, size, mode: 0o600 }));
}

export const addJson = (pack: Pack, name: string, value: object) =>
  addEntry(pack, name, Buffer.from(JSON.stringify(value)));
