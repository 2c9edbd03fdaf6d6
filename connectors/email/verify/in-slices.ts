import { setImmediate as rest } from "node:timers/promises";

const sliceLength = 64 * 1024;
/** Lines of mail have 998 bytes at most (RFC 5322, 2.1.1), and longer ones take the square of their length. */
const longestLine = 4 * sliceLength;

/** There is more to it than is worth the time. */
export class GaveUp extends Error {}

/**
 * A mail piece by piece, so that everything else goes on meanwhile, with whole line ends: others the checker takes one by
 * one. @throws GaveUp
 */
export async function* inSlices(bytes: Buffer, over: AbortSignal): AsyncGenerator<Buffer> {
  let lineStart = 0;
  for (let at = 0; at < bytes.length; at += sliceLength) {
    const slice = bytes.subarray(at, at + sliceLength);
    const lineEnd = slice.lastIndexOf("\n");
    if (lineEnd >= 0) lineStart = at + lineEnd + 1;
    if (over.aborted || at + slice.length - lineStart > longestLine) throw new GaveUp();
    yield withWholeLineEnds(slice, bytes[at - 1] === carriageReturn);
    await rest();
  }
}

const carriageReturn = 0x0d;

function withWholeLineEnds(slice: Buffer, followsReturn: boolean): Buffer {
  const text = slice.toString("latin1");
  const whole = text.replace(/(?<!\r)\n/g, (end, at: number) => (at === 0 && followsReturn ? end : "\r\n"));
  return whole.length === text.length ? slice : Buffer.from(whole, "latin1");
}
