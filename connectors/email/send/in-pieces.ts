import { Transform } from "node:stream";

const pieceBytes = 64 * 1024;

/** Passes bytes on in pieces, so that its end is read only when the last of them is. */
export const inPieces = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += pieceBytes) this.push(chunk.subarray(at, at + pieceBytes));
      done();
    },
  });
