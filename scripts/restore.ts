import { access, rename, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createPool } from "../db/connect.ts";
import { openDataFolder } from "../db/data-folder.ts";
import { migrate, migrateJobs } from "../db/migrate.ts";
import { StartError } from "../db/start-error.ts";
import { appSecretFile } from "../server/lib/app-secret.ts";
import { readEnv } from "../server/lib/env.ts";
import { openDatabase } from "../server/lib/open-database.ts";
import { restoreArchive } from "./archive/restore-archive.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  const { file, isForced } = readArguments();
  await access(file).catch(() => {
    throw new StartError(`There is no file ${file} to read.`);
  });
  const env = readEnv();
  const folder = await openDataFolder(env.DATA_DIR);
  const database = await openDatabase(env, () => {});
  try {
    await migrateJobs(database.url);
    const { manifest, end } = await restoreArchive(file, {
      databaseUrl: database.url,
      dataDir: folder.path,
      isForced,
      acceptKey: (key) => acceptKey(key, env.APP_SECRET),
    });
    if (!env.APP_SECRET) await replaceKey(folder.path, manifest.appSecret);
    await migrate(database.url);
    await disownRecordings(database.url);
    const rows = end.rows.reduce((sum, count) => sum + count, 0);
    console.log(
      `Restored ${rows} rows, ${end.files} files and the key from the backup of ${manifest.madeAt}.`,
    );
    console.log(
      "Recordings in it can be heard, and their sound is never deleted. If the hub that made it is gone for good: npm run take-over-recordings",
    );
  } finally {
    await database.stop();
  }
});

/** The hub that made the backup may still run on the same bucket, and have more in it than the backup knows of. */
async function disownRecordings(url: string) {
  const pool = createPool(url, { max: 1, name: "switchboard restore" });
  await pool.query("update workspace set recording_place = null").finally(() => pool.end());
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: { force: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) {
    throw new StartError(
      "Say which backup to restore: npm run restore -- FILE (with --force over what is there).",
    );
  }
  return { file, isForced: values.force };
}

function acceptKey(key: string, given: string | undefined) {
  if (given === undefined || given === key) return;
  throw new StartError(
    "APP_SECRET is not the key that the backup's secrets are sealed under; unset it, and the backup brings its own.",
  );
}

async function replaceKey(dataDir: string, key: string) {
  const draft = `${appSecretFile(dataDir)}.restored`;
  await writeFile(draft, `${key}\n`, { mode: 0o600, flush: true });
  await rename(draft, appSecretFile(dataDir));
}
