import { openDataFolder } from "../db/data-folder.ts";
import { StartError } from "../db/start-error.ts";
import { keepAppSecret } from "../server/lib/app-secret.ts";
import { readEnv } from "../server/lib/env.ts";
import { reachDatabase } from "../server/lib/reach-database.ts";
import { writeArchive } from "./archive/write-archive.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) throw new StartError("Say where the backup goes: npm run backup -- FILE.");
  const env = readEnv();
  const folder = await openDataFolder(env.DATA_DIR);
  const database = await reachDatabase(env);
  try {
    const end = await writeArchive(file, {
      databaseUrl: database.url,
      dataDir: folder.path,
      appSecret: env.APP_SECRET ?? (await keepAppSecret(folder.path)),
    });
    const rows = end.rows.reduce((sum, count) => sum + count, 0);
    console.log(
      `Backed up ${rows} rows, ${end.files} files and the key to ${file}; keep it as safe as the hub itself.`,
    );
  } finally {
    await database.stop();
  }
});
