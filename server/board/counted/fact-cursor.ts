import { z } from "zod";
import { packCursor, unpackCursor } from "../../lib/cursor.ts";

/** Where a page of what counts ended: a moment in ms, and the position in the log, since many things happen at once. */
export interface FactCursor {
  at: number;
  position: number;
}

const shape = z.tuple([z.int().min(0).max(Date.parse("9999-01-01T00:00:00Z")), z.int().min(0)]);

export const writeFactCursor = ({ at, position }: FactCursor): string => packCursor([at, position]);

/** @throws AppError invalid for anything but what `writeFactCursor` gave. */
export function readFactCursor(cursor: string | undefined): FactCursor | undefined {
  if (cursor === undefined) return undefined;
  const [at, position] = unpackCursor(shape, cursor);
  return { at, position };
}
