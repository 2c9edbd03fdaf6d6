/** What a backup holds, in this order: manifest, tables, files, end. */
export interface Manifest {
  format: 1;
  madeAt: string;
  /** The key that channels' secrets are sealed under. */
  appSecret: string;
  /** Drizzle's `created_at` of every migration that the database has. */
  migrations: number[];
  tables: ArchivedTable[];
}

export interface ArchivedTable {
  schema: string;
  name: string;
  columns: string[];
}

/** Its presence shows that nothing is cut off; its numbers that nothing is missing. */
export interface End {
  /** Rows of each table, in the manifest's order. */
  rows: number[];
  sequences: { schema: string; name: string; value: string; isCalled: boolean }[];
  files: number;
}

export const manifestName = "manifest.json";
export const endName = "end.json";
/** Folders of the data folder that a backup holds whole. */
export const keptFolders = ["files", "recordings"];

/** A table's rows are cut into pieces, because tar wants an entry's size before its bytes. */
export const tablePrefix = "tables/";
export const pieceName = (table: number, piece: number) => `${tablePrefix}${table}/${piece}`;
