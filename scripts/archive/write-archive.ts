import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack as makePack, type Pack } from "tar-stream";
import { addJson } from "./add-entry.ts";
import { type End, endName, keptFolders, type Manifest, manifestName } from "./format.ts";
import { openSnapshot, packTables, readSequences } from "./pack-database.ts";
import { packFolder } from "./pack-folder.ts";

export interface Source {
  databaseUrl: string;
  dataDir: string;
  appSecret: string;
}

/** Writes everything into one file, which appears under its name only when it is whole. */
export async function writeArchive(file: string, source: Source): Promise<End> {
  const draft = `${file}.part`;
  const pack = makePack();
  const target = createWriteStream(draft, { mode: 0o600, flush: true });
  const written = pipeline(pack, createGzip(), target);
  try {
    const [end] = await Promise.all([fill(pack, source), written]);
    await rename(draft, file);
    return end;
  } catch (error) {
    pack.destroy();
    await written.catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}

async function fill(pack: Pack, source: Source): Promise<End> {
  const { client, tables, migrations } = await openSnapshot(source.databaseUrl);
  try {
    const { appSecret } = source;
    const manifest: Manifest = { format: 1, madeAt: new Date().toISOString(), appSecret, migrations, tables };
    await addJson(pack, manifestName, manifest);
    const rows = await packTables(pack, client, tables);
    const sequences = await readSequences(client);
    // After the tables: a file is kept before the row that names it is committed.
    let files = 0;
    for (const folder of keptFolders) files += await packFolder(pack, source.dataDir, folder);
    const end: End = { rows, sequences, files };
    await addJson(pack, endName, end);
    pack.finalize();
    return end;
  } finally {
    await client.end();
  }
}
