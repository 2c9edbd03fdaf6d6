import { sql } from "drizzle-orm";
import { createDb } from "../db/connect.ts";
import { people } from "../db/schema/people.ts";
import { StartError } from "../db/start-error.ts";
import { systemClock } from "../server/lib/clock.ts";
import { createPasswordLink } from "../server/people/create-access-link.ts";
import { runScript } from "./run-script.ts";
import { withDatabase } from "./with-database.ts";

await runScript(async () => {
  const [email, ...more] = process.argv.slice(2);
  if (!email || more.length > 0) throw new StartError("Say whose password: npm run reset-password -- EMAIL.");
  await withDatabase("reset-password", async (pool, env) => {
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
  });
});
