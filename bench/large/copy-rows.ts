import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Pool } from "../../db/connect.ts";

type Value = string | null | undefined;

/** COPYs `count` rows into `table (columns)`. */
export async function copyRows(
  pool: Pool,
  into: string,
  count: number,
  rowOf: (nth: number) => Value[],
): Promise<void> {
  const client = await pool.connect();
  try {
    // Rows that are right by construction; checking three million references again would take minutes.
    await client.query("set session_replication_role = replica");
    await pipeline(Readable.from(lines(count, rowOf)), client.query(copyFrom(`copy ${into} from stdin`)));
  } finally {
    await client.query("reset session_replication_role");
    client.release();
  }
}

/** In pieces of a few hundred rows, so that each is worth a write. */
function* lines(count: number, rowOf: (nth: number) => Value[]): Generator<string> {
  for (let from = 0; from < count; from += 500) {
    let piece = "";
    for (let nth = from; nth < Math.min(from + 500, count); nth++)
      piece += `${rowOf(nth).map(escaped).join("\t")}\n`;
    yield piece;
  }
}

const escaped = (value: Value): string =>
  value == null ? "\\N" : value.replace(/[\\\t\n\r]/g, (character) => `\\${character}`);
