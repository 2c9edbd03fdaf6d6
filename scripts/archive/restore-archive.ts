import pg from "pg";
import { StartError } from "../../db/start-error.ts";
import { withoutConstraints } from "./constraints.ts";
import { type End, endName, type Manifest, manifestName, tablePrefix } from "./format.ts";
import { loadTables } from "./load-tables.ts";
import { type Entry, readArchive, readJson } from "./read-archive.ts";
import { rebuildSchema } from "./rebuild-schema.ts";
import { stageFiles } from "./stage-files.ts";
import { nameOf } from "./table-name.ts";
import { checkFolder, checkTarget, clearTarget } from "./target.ts";

export interface Target {
  databaseUrl: string;
  dataDir: string;
  /** Put the backup in place of what is there. */
  isForced: boolean;
  /** Refuses the backup's key or accepts it, before anything is changed. */
  acceptKey: (appSecret: string) => void;
}

/**
 * Puts all of a backup into the target, in one transaction: a restore that fails leaves what was there.
 * The job queue's tables must be there already; the tables come out as the backup's version had them.
 */
export async function restoreArchive(
  file: string,
  target: Target,
): Promise<{ manifest: Manifest; end: End }> {
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  const files = await stageFiles(target.dataDir);
  try {
    await checkFolder(target.dataDir, target.isForced);
    await checkTarget(client, target.isForced);
    const entries = readArchive(file);
    const manifest = await readJson<Manifest>((await entries.next()).value, manifestName);
    target.acceptKey(manifest.appSecret);
    await client.query("begin");
    await client.query("set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0");
    await clearTarget(client);
    await rebuildSchema(client, manifest.migrations);
    await empty(client, manifest);
    const end = await withoutConstraints(client, () => load(client, manifest, entries, files));
    await files.putInPlace();
    await client.query("commit");
    return { manifest, end };
  } catch (error) {
    await files.discard();
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error ? error.message : error;
    throw new StartError(`Nothing of ${file} was restored: ${reason}.`, { cause: error });
  } finally {
    await client.end();
  }
}

async function load(
  client: pg.Client,
  manifest: Manifest,
  entries: AsyncGenerator<Entry>,
  files: Awaited<ReturnType<typeof stageFiles>>,
): Promise<End> {
  const tables = loadTables(client, manifest.tables);
  let end: End | undefined;
  for await (const entry of entries) {
    if (entry.header.name === endName) end = await readJson(entry, endName);
    else if (entry.header.name.startsWith(tablePrefix)) await tables.add(entry);
    else await files.add(entry);
  }
  if (!end) throw new Error("its end is missing");
  await tables.finish(end);
  if (files.count() !== end.files) throw new Error("it lacks files");
  return end;
}

async function empty(client: pg.Client, manifest: Manifest) {
  const jobs = manifest.tables.filter(({ schema }) => schema === "graphile_worker");
  await client.query(`truncate ${jobs.map(nameOf).join(", ")}`);
}
