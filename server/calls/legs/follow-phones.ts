import { sql } from "drizzle-orm";
import { lastPosition } from "../../events/queries.ts";
import { type Tail, tailEvents } from "../../events/tail.ts";
import type { Deps } from "../../lib/deps.ts";
import { loseSupervisions } from "../supervise/lose-supervisions.ts";
import { loseLegs } from "./lose-legs.ts";

/**
 * Lets go of the legs of those whose phones are gone, also of those who went while nobody looked, and of those who may no
 * longer attend a call.
 */
export async function followPhones(deps: Deps): Promise<Tail> {
  const from = await lastPosition(deps);
  for (const personId of await findPhoneless(deps)) await loseLegs(deps, personId);
  return tailEvents(deps, {
    from,
    types: ["person.phoneChanged", "person.accessChanged"],
    async onBatch(events) {
      const [gone, changed] = [new Set<string>(), new Set<string>()];
      for (const { type, data } of events) {
        if (type === "person.accessChanged") changed.add(data.personId);
        else if (!data.hasPhone.to) gone.add(data.personId);
      }
      for (const personId of gone) await loseLegs(deps, personId);
      for (const personId of changed) await loseSupervisions(deps, personId);
    },
  });
}

async function findPhoneless({ db }: Pick<Deps, "db">): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct p.id from call_legs l join people p on p.id = l.person_id
    where l.state <> 'ended' and not p.has_phone`);
  return rows.map(({ id }) => id);
}
