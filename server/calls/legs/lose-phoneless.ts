import { sql } from "drizzle-orm";
import type { Deps } from "../../lib/deps.ts";
import { doForEach } from "../do-for-each.ts";
import { loseLegs } from "./lose-legs.ts";

/** Lets go of the legs of all whose phones are gone. */
export async function losePhoneless(deps: Deps): Promise<void> {
  const { rows } = await deps.db.execute<{ id: string }>(sql`
    select distinct p.id from call_legs l join people p on p.id = l.person_id
    where l.state <> 'ended' and not p.has_phone`);
  await doForEach(deps, rows, ({ id }) => loseLegs(deps, id));
}
