import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { and, asc, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import { floorSnapshots } from "../../db/schema/board.ts";
import type { Deps } from "../lib/deps.ts";
import type { Floor } from "./floor/state.ts";

/** Grows with every change of what a floor is made of. */
const version = 1;
const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
/** Higher takes many times as long for a little less. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

export async function writeSnapshot({ db }: Pick<Deps, "db">, floor: Floor): Promise<void> {
  const { seq, at } = floor;
  const state = await compress(serialize(floor), quality);
  await db
    .insert(floorSnapshots)
    .values({ at: new Date(at), seq, version, state })
    .onConflictDoNothing();
}

/** The newest of which the log still holds all that came after, or the newest such not younger than a moment. */
export const findSnapshot = (deps: Pick<Deps, "db">, at?: Date): Promise<Floor | undefined> =>
  find(deps, at && lte(floorSnapshots.at, at), desc(floorSnapshots.at));

export const findOldestSnapshot = (deps: Pick<Deps, "db">): Promise<Floor | undefined> =>
  find(deps, undefined, asc(floorSnapshots.at));

async function find(
  { db }: Pick<Deps, "db">,
  isWanted: SQL | undefined,
  order: SQL,
): Promise<Floor | undefined> {
  const isKept = sql`${floorSnapshots.seq} + 1 >= coalesce((select min(seq) from events), 0)`;
  const [row] = await db
    .select({ state: floorSnapshots.state })
    .from(floorSnapshots)
    .where(and(eq(floorSnapshots.version, version), isKept, isWanted))
    .orderBy(order)
    .limit(1);
  // What was written under this version has this shape.
  return row && (deserialize(await decompress(row.state)) as Floor);
}
