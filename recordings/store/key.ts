import { randomBytes } from "node:crypto";

/** What a recording or a segment is kept under: 192 random bits, in letters that are the same on every file system. */
export const newKey = (): string => randomBytes(24).toString("hex");

/** The first two letters make a folder, so that no folder grows without end. */
export const recordingName = (key: string) => `kept/${sorted(key)}`;

export const segmentName = (segment: string) => `pieces/${sorted(segment)}/`;

export function pieceName({ segment, number }: { segment: string; number: number }): string {
  if (!Number.isInteger(number) || number < 0 || number > lastPiece) {
    throw new RangeError(`A piece has no number ${number}.`);
  }
  return segmentName(segment) + String(number).padStart(6, "0");
}

const lastPiece = 999_999;

/** Nothing but a key of ours gets into a path. */
function sorted(key: string): string {
  if (!/^[0-9a-f]{48}$/.test(key)) throw new TypeError("This is no key of a recording.");
  return `${key.slice(0, 2)}/${key}`;
}
