import { randomBytes } from "node:crypto";

/** Which hub keeps something in a store that others may use, too: what its keys begin with. */
export const newOwner = (): string => randomBytes(ownerLength / 2).toString("hex");

/** What a recording or a segment is kept under: its owner and 192 random bits, in letters that are the same on every file system. */
export const newKey = (owner: string): string => owner + randomBytes(24).toString("hex");

const ownerLength = 16;

export const ownerOf = (key: string): string => key.slice(0, ownerLength);

/** Folders of the store in which an owner has whole recordings, and the pieces of segments. */
export const recordingsFolder = (owner: string) => `${owner}/kept/`;
export const segmentsFolder = (owner: string) => `${owner}/pieces/`;

export const recordingName = (key: string) => recordingsFolder(ownerOf(key)) + sorted(key);

export const segmentName = (segment: string) => `${segmentsFolder(ownerOf(segment))}${sorted(segment)}/`;

export function pieceName({ segment, number }: { segment: string; number: number }): string {
  if (!Number.isInteger(number) || number < 0 || number > lastPiece) {
    throw new RangeError(`A piece has no number ${number}.`);
  }
  return segmentName(segment) + String(number).padStart(6, "0");
}

const lastPiece = 999_999;

/** The first two random letters make a folder, so that no folder grows without end. Nothing but a key of ours gets into a path. */
function sorted(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError("This is no key of a recording.");
  return `${key.slice(ownerLength, ownerLength + 2)}/${key}`;
}
