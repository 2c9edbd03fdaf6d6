import { sql } from "drizzle-orm";
import { createDb, createPool } from "../db/connect.ts";
import { readMarker } from "../db/data-folder.ts";
import { people } from "../db/schema/people.ts";
import { StartError } from "../db/start-error.ts";
import { systemClock } from "../server/lib/clock.ts";
import { readEnv } from "../server/lib/env.ts";
import { reachDatabase } from "../server/lib/reach-database.ts";
import { createPasswordLink } from "../server/people/create-access-link.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  const [email, ...more] = process.argv.slice(2);
  if (!email || more.length > 0) throw new StartError("Say whose password: npm run reset-password -- EMAIL.");
  const env = readEnv();
  if (!env.DATABASE_URL && !(await readMarker(env.DATA_DIR))) {
    throw new StartError(
      `${env.DATA_DIR} is no data folder of a hub that has run; set DATA_DIR to the right one.`,
    );
  }
  const database = await reachDatabase(env);
  const pool = createPool(database.url, { max: 1, name: "switchboard reset-password" });
  try {
    const [person] = await createDb(pool)
      .select()
      .from(people)
      .where(sql`lower(${people.email}) = ${email.toLowerCase()}`);
    if (!person) throw new StartError(`Nobody here has the email ${email}.`);
    if (person.removedAt) throw new StartError(`${email} was removed; an admin can let them back in.`);
    const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
    const { url } = await createPasswordLink(
      { pool, clock: systemClock, publicUrl },
      { personId: person.id },
    );
    console.log(`${person.name} can set a new password here, once and within a day:\n${url}`);
  } finally {
    await pool.end();
    await database.stop();
  }
});
