/** Bytes of [MS-OXTNEF] put together by hand, for the tests. */
export const attributes = {
  subject: 0x00018004,
  body: 0x0002800c,
  properties: 0x00069003,
  codePage: 0x00069007,
  beginsFile: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
};

type Piece = [id: keyof typeof attributes, data: Buffer | string];

const ofFiles = new Set<keyof typeof attributes>(["beginsFile", "fileTitle", "fileData", "fileProperties"]);

export const tnef = (...pieces: Piece[]): Buffer =>
  Buffer.concat([u32(0x223e9f78), u16(1), ...pieces.map(attribute)]);

function attribute([id, data]: Piece): Buffer {
  const bytes = typeof data === "string" ? Buffer.from(`${data}\0`, "latin1") : data;
  const head = Buffer.concat([
    Buffer.from([ofFiles.has(id) ? 2 : 1]),
    u32(attributes[id]),
    u32(bytes.length),
  ]);
  return Buffer.concat([head, bytes, u16(bytes.reduce((sum, byte) => (sum + byte) % 0x10000, 0))]);
}

export const properties = (...each: Buffer[]): Buffer => Buffer.concat([u32(each.length), ...each]);

export const number = (id: number, value: number) => Buffer.concat([u16(0x03), u16(id), u32(value)]);
export const text = (id: number, value: string) => counted(0x1f, id, [Buffer.from(`${value}\0`, "utf16le")]);
export const text8 = (id: number, value: string) => counted(0x1e, id, [Buffer.from(`${value}\0`, "latin1")]);
export const binary = (id: number, ...values: Buffer[]) =>
  counted(values.length === 1 ? 0x102 : 0x1102, id, values);
export const object = (id: number, value: Buffer) =>
  counted(0x0d, id, [Buffer.concat([Buffer.alloc(16, 7), value])]);

export const named = (name: string, value: number) => {
  const letters = Buffer.from(`${name}\0`, "utf16le");
  const head = [u16(0x03), u16(0x8001), Buffer.alloc(16, 9), u32(1), u32(letters.length), padded(letters)];
  return Buffer.concat([...head, u32(value)]);
};

const counted = (type: number, id: number, values: Buffer[]) =>
  Buffer.concat([
    u16(type),
    u16(id),
    u32(values.length),
    ...values.flatMap((value) => [u32(value.length), padded(value)]),
  ]);

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
