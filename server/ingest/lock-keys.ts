import type pg from "pg";
import { asArray } from "../../db/row-arrays.ts";

// The locks are sorted by the server, so that any two transactions, of whatever process, take them in one order.
const lockSql = `
  with sorted as materialized (
    select distinct hashtextextended(key, 0) as k from unnest($1::text[]) key order by 1
  ), locked as materialized (select pg_advisory_xact_lock(k) from sorted)
  select count(*) from locked`;

/** Whoever else writes under one of these keys waits until this transaction ends. */
export async function lockKeys(client: Pick<pg.Client, "query">, keys: string[]): Promise<void> {
  await client.query({ name: "ingest-lock", text: lockSql, values: [asArray(keys, "text")] });
}
