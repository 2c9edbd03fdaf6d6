import pino from "pino";
import { createDb, createPool } from "../db/connect.ts";
import { readMarker } from "../db/data-folder.ts";
import { StartError } from "../db/start-error.ts";
import { takeOverRecordings } from "../server/calls/recordings/take-over-recordings.ts";
import { readEnv } from "../server/lib/env.ts";
import { reachDatabase } from "../server/lib/reach-database.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  const env = readEnv();
  if (!env.DATABASE_URL && !(await readMarker(env.DATA_DIR))) {
    throw new StartError(
      `${env.DATA_DIR} is no data folder of a hub that has run; set DATA_DIR to the right one.`,
    );
  }
  const database = await reachDatabase(env);
  const pool = createPool(database.url, { max: 1, name: "switchboard take-over-recordings" });
  try {
    const log = pino({ level: "silent" });
    const count = await takeOverRecordings({ db: createDb(pool), log });
    console.log(
      count === 0
        ? "All recordings are this hub's own already."
        : `From the hub's next start on, ${count} recordings of another are its own, and are deleted when their time is over. Be sure that the other hub is gone.`,
    );
  } finally {
    await pool.end();
    await database.stop();
  }
});
