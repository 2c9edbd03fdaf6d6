export interface Property {
  type: number;
  /** The first of many. */
  value: Buffer;
}

export const types = { object: 0x0d, string8: 0x1e, unicode: 0x1f, binary: 0x102 };

const variable = new Set(Object.values(types));
const isMultiple = 0x1000;
const firstNamed = 0x8000;
/** [MS-OXCDATA] 2.11.1; bytes of those that say no length. */
const lengths: Record<number, number> = {
  2: 2,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 2,
  20: 8,
  64: 8,
  72: 16,
};

/** [MS-OXTNEF] 2.1.3.4, MsgPropertyList: the properties by their ids, as far as they can be read. */
export function readProperties(bytes: Buffer): Map<number, Property> {
  const found = new Map<number, Property>();
  let at = 4;
  for (let left = numberAt(bytes, 0); left > 0 && at + 4 <= bytes.length; left--) {
    const type = bytes.readUInt16LE(at);
    const id = bytes.readUInt16LE(at + 2);
    const start = id < firstNamed ? at + 4 : afterName(bytes, at + 4);
    const read = readValue(bytes, start, type);
    if (!read) break;
    if (!found.has(id)) found.set(id, { type: type & ~isMultiple, value: read.value });
    at = read.end;
  }
  return found;
}

function readValue(bytes: Buffer, start: number, type: number): { value: Buffer; end: number } | undefined {
  const single = type & ~isMultiple;
  if (variable.has(single)) return readVariable(bytes, start);
  const length = lengths[single];
  if (length === undefined) return undefined;
  const [count, at] = type & isMultiple ? [numberAt(bytes, start), start + 4] : [1, start];
  return { value: bytes.subarray(at, at + length), end: at + padded(count * length) };
}

/** Even one alone is counted. */
function readVariable(bytes: Buffer, start: number): { value: Buffer; end: number } {
  let value: Buffer = bytes.subarray(0, 0);
  let at = start + 4;
  const count = numberAt(bytes, start);
  for (let nth = 0; nth < count && at + 4 <= bytes.length; nth++) {
    const length = numberAt(bytes, at);
    if (nth === 0) value = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + padded(length);
  }
  return { value, end: at };
}

const setLength = 16;

/** A named property has the id of its set, and then a number or a name in UTF-16. */
function afterName(bytes: Buffer, start: number): number {
  const at = start + setLength + 4;
  const isNumber = numberAt(bytes, start + setLength) === 0;
  return at + 4 + (isNumber ? 0 : padded(numberAt(bytes, at)));
}

const numberAt = (bytes: Buffer, at: number): number => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0);

const padded = (length: number): number => Math.ceil(length / 4) * 4;
