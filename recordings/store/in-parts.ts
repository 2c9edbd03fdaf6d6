/** Chunks gathered into parts of this many bytes; only the last is shorter, and there always is a last one. */
export async function* inParts(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    gathered.push(chunk);
    length += chunk.byteLength;
    // One byte more is there, so this part is not the last.
    while (length > size) {
      const all = Buffer.concat(gathered);
      yield { bytes: all.subarray(0, size), isLast: false };
      gathered = [all.subarray(size)];
      length -= size;
    }
  }
  yield { bytes: Buffer.concat(gathered), isLast: true };
}
