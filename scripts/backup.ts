import { readMarker } from "../db/data-folder.ts";
import { StartError } from "../db/start-error.ts";
import { readAppSecret } from "../server/lib/app-secret.ts";
import { readEnv } from "../server/lib/env.ts";
import { reachDatabase } from "../server/lib/reach-database.ts";
import { writeArchive } from "./archive/write-archive.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) throw new StartError("Say where the backup goes: npm run backup -- FILE.");
  const env = readEnv();
  const appSecret = env.APP_SECRET ?? (await readAppSecret(env.DATA_DIR));
  if (!appSecret || !(await readMarker(env.DATA_DIR))) {
    throw new StartError(
      `${env.DATA_DIR} is no data folder of a hub that has run; set DATA_DIR to the one to back up.`,
    );
  }
  const database = await reachDatabase(env);
  try {
    const end = await writeArchive(file, {
      databaseUrl: database.url,
      dataDir: env.DATA_DIR,
      appSecret,
    });
    const rows = end.rows.reduce((sum, count) => sum + count, 0);
    console.log(
      `Backed up ${rows} rows, ${end.files} files and the key to ${file}; keep it as safe as the hub itself.`,
    );
  } finally {
    await database.stop();
  }
});
