import { expect, test } from "vitest";
import { decompressRtf } from "./decompress-rtf.ts";

/** The two examples of [MS-OXRTFCP], 3. */
const simple =
  "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0";
const crossing = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0";

const read = (hex: string) => decompressRtf(Buffer.from(hex, "hex"))?.toString("latin1");

test("what the specification gives as examples is read", () => {
  expect(read(simple)).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  expect(read(crossing)).toBe("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
});

test("what is kept as it is is read as it is", () => {
  const text = "{\\rtf1 hi}";
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(text.length, 4);
  bytes.write("MELA", 8);
  expect(decompressRtf(Buffer.concat([bytes, Buffer.from(text)]))?.toString()).toBe(text);
});

test("of a broken one there is what can be read, and of anything else nothing", () => {
  expect(read(simple.slice(0, -12))).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello worl");
  expect(read("")).toBeUndefined();
  expect(read("00".repeat(40))).toBeUndefined();
});

test("one that claims to be endless ends with its bytes", () => {
  const endless = Buffer.from(simple, "hex");
  endless.writeUInt32LE(0xffffffff, 4);
  expect(decompressRtf(endless)?.toString("latin1")).toBe(
    "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
  );
});
