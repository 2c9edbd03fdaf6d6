import { expect, test } from "vitest";
import { GaveUp, inSlices } from "./in-slices.ts";

const never = new AbortController().signal;

async function join(text: string, over = never) {
  const slices: Buffer[] = [];
  for await (const slice of inSlices(Buffer.from(text, "latin1"), over)) slices.push(slice);
  return Buffer.concat(slices).toString("latin1");
}

const piece = 64 * 1024;

test.each([
  ["\r\n", "\r\n"],
  ["\n", "\r\n"],
  ["\n\n", "\r\n\r\n"],
  ["\r\r\n", "\r\r\n"],
  ["\r", "\r"],
])("%j between two pieces is %j", async (end, whole) => {
  for (let before = piece - 3; before <= piece; before++)
    expect(await join(`${"\xe9".repeat(before)}${end}y`)).toBe(`${"\xe9".repeat(before)}${whole}y`);
});

test("a line that is far too long, and time that is over, end it", async () => {
  await expect(join("x".repeat(6 * piece))).rejects.toThrow(GaveUp);
  expect(await join("x\r\n".repeat(3 * piece))).toHaveLength(9 * piece);
  await expect(join("x", AbortSignal.abort())).rejects.toThrow(GaveUp);
});
