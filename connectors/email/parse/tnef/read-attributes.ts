/** The number that every such file begins with. */
const signature = 0x223e9f78;
const headLength = 6;
const attributeHead = 9;
const checksumLength = 2;

export interface Attribute {
  id: number;
  /** Shorter than it claims to be where the file ends within it. */
  data: Buffer;
}

export const isTnef = (bytes: Buffer): boolean =>
  bytes.length > headLength && bytes.readUInt32LE(0) === signature;

/** [MS-OXTNEF] 2.1.3: level, id, length, the data and a checksum, one after the other, as far as they go. */
export function* readAttributes(bytes: Buffer): Generator<Attribute> {
  let at = headLength;
  while (at + attributeHead <= bytes.length) {
    const level = bytes.readUInt8(at);
    if (level !== 1 && level !== 2) return;
    const start = at + attributeHead;
    const end = start + bytes.readUInt32LE(at + 5);
    yield { id: bytes.readUInt32LE(at + 1), data: bytes.subarray(start, end) };
    at = end + checksumLength;
  }
}
