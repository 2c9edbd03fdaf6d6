import { sql } from "drizzle-orm";
import { lastPosition } from "../events/queries.ts";
import { type Tail, tailEvents } from "../events/tail.ts";
import type { Deps } from "../lib/deps.ts";
import { loseLegs } from "./lose-legs.ts";

/** Lets go of the legs of those whose phones are gone, also of those who went while nobody looked. */
export async function followPhones(deps: Deps): Promise<Tail> {
  const from = await lastPosition(deps);
  for (const personId of await findPhoneless(deps)) await loseLegs(deps, personId);
  return tailEvents(deps, {
    from,
    types: ["person.phoneChanged"],
    async onBatch(events) {
      const gone = events.filter(({ data }) => !data.hasPhone.to).map(({ data }) => data.personId);
      for (const personId of new Set(gone)) await loseLegs(deps, personId);
    },
  });
}

async function findPhoneless({ db }: Pick<Deps, "db">): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct p.id from call_legs l join people p on p.id = l.person_id
    where l.state <> 'ended' and not p.has_phone`);
  return rows.map(({ id }) => id);
}
