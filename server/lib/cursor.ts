import { z } from "zod";
import { At, Id } from "../contract/common.ts";
import { AppError } from "./app-error.ts";

/** Where a page of a list ended: the sort key of its last row, null for none, and its id. */
export interface Cursor {
  at: string | null;
  id: string;
}

const shape = z.tuple([At.nullable(), Id]);

export const writeCursor = ({ at, id }: Cursor): string => packCursor([at, id]);

/** @throws AppError invalid for anything but what `writeCursor` gave. */
export function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = unpackCursor(shape, cursor);
  return { at, id };
}

/** For a list that goes on from something else than a moment and an id. */
export const packCursor = (values: unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** @throws AppError invalid for what has another shape. */
export function unpackCursor<Shape extends z.ZodType>(shape: Shape, cursor: string): z.output<Shape> {
  const parsed = shape.safeParse(parse(Buffer.from(cursor, "base64url").toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "The cursor is not one that a list gave.", {
    fields: { cursor: "is not one that a list gave" },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One page out of rows read one further than `limit`. */
export function cutPage<Row extends Cursor>(rows: Row[], limit: number): { rows: Row[]; next?: string } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return rows.length > limit && last ? { rows: kept, next: writeCursor(last) } : { rows: kept };
}
