import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Db } from "../../db/connect.ts";

const dialect = new PgDialect();

/**
 * Runs a query whose text never changes, planned once per connection: planning takes longer than running where few rows
 * of many tables are read.
 */
export async function planned<Row extends Record<string, unknown>>(
  db: Pick<Db, "_">,
  name: string,
  query: SQL,
): Promise<Row[]> {
  const prepared = db._.session.prepareQuery<{ execute: { rows: Row[] }; all: never; values: never }>(
    dialect.sqlToQuery(query),
    undefined,
    name,
    false,
  );
  return (await prepared.execute()).rows;
}
