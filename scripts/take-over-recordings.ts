import pino from "pino";
import { createDb } from "../db/connect.ts";
import { takeOverRecordings } from "../server/calls/recordings/take-over-recordings.ts";
import { runScript } from "./run-script.ts";
import { withDatabase } from "./with-database.ts";

await runScript(() =>
  withDatabase("take-over-recordings", async (pool) => {
    const log = pino({ level: "silent" });
    const count = await takeOverRecordings({ db: createDb(pool), log });
    console.log(
      count === 0
        ? "All recordings are this hub's own already."
        : `From the hub's next start on, ${count} recordings of another are its own, and are deleted when their time is over. Be sure that the other hub is gone.`,
    );
  }),
);
