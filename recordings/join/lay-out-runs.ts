import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { RecordingStore } from "../store/open-recording-store.ts";

/** A part of a segment without missing pieces, in a file that can be read from its beginning. */
interface LaidOut {
  path: string;
  /** The number of its first piece. */
  from: number;
}

/**
 * Writes a segment's pieces into files: one if no piece is missing. What comes after a missing piece goes into a file of its own,
 * with the same header, from the next place where reading can begin.
 */
export async function layOutRuns(store: RecordingStore, segment: string, folder: string): Promise<LaidOut[]> {
  const runs: LaidOut[] = [];
  let header: Buffer | undefined;
  let expected = 0;
  for (const { number } of await store.pieces(segment)) {
    const bytes = await buffer(await store.readPiece({ segment, number }));
    if (number === 0) header = bytes.subarray(0, findStart(bytes, bytes) ?? bytes.byteLength);
    // Without the header of piece 0 nothing can be read.
    if (!header) return [];
    const run = runs.at(-1);
    if (run && number === expected) {
      await appendFile(run.path, bytes);
    } else {
      const start = number === 0 ? header.byteLength : findStart(bytes, header);
      if (start === undefined) continue;
      const path = join(folder, String(number));
      await writeFile(path, Buffer.concat([header, bytes.subarray(start)]));
      runs.push({ path, from: number });
    }
    expected = number + 1;
  }
  return runs;
}

const cluster = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);

/** Where sound begins anew with its own time: a cluster of WebM, or a movie fragment of MP4 (its length stands before its type). */
function findStart(bytes: Buffer, header: Buffer): number | undefined {
  const isMp4 = header.subarray(4, 8).toString("latin1") === "ftyp";
  const at = isMp4 ? bytes.indexOf("moof", 4, "latin1") - 4 : bytes.indexOf(cluster);
  return at >= 0 ? at : undefined;
}
