import { asArrays, type Columns, fromArrays } from "../../db/row-arrays.ts";

/** A statement over rows that are sent along; `sql` is given what it reads them from. */
export interface Table {
  name: string;
  columns: Columns;
  sql(rows: string): string;
}

export interface Statement {
  name: string;
  text: string;
  values: Buffer[];
}

/** None for no rows. */
export function statementOf({ name, columns, sql }: Table, rows: readonly object[]): Statement[] {
  if (rows.length === 0) return [];
  return [{ name: `ingest-${name}`, text: sql(fromArrays(columns)), values: asArrays(rows, columns) }];
}
