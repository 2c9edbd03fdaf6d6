import { lastPosition } from "../../events/queries.ts";
import { type Tail, tailEvents } from "../../events/tail.ts";
import type { Deps } from "../../lib/deps.ts";
import { doForEach } from "../do-for-each.ts";
import { loseSupervisions } from "../supervise/lose-supervisions.ts";
import { loseLegs } from "./lose-legs.ts";
import { losePhoneless } from "./lose-phoneless.ts";

/**
 * Lets go of the legs of those whose phones are gone, also of those who went while nobody looked, and of those who may no
 * longer attend a call.
 */
export async function followPhones(deps: Deps): Promise<Tail> {
  const from = await lastPosition(deps);
  await losePhoneless(deps);
  return tailEvents(deps, {
    from,
    types: ["person.phoneChanged", "person.accessChanged"],
    async onBatch(events) {
      const [gone, changed] = [new Set<string>(), new Set<string>()];
      for (const { type, data } of events) {
        if (type === "person.accessChanged") changed.add(data.personId);
        else if (!data.hasPhone.to) gone.add(data.personId);
      }
      await doForEach(deps, [...gone], (personId) => loseLegs(deps, personId));
      const failures = await doForEach(deps, [...changed], (personId) => loseSupervisions(deps, personId));
      // Given again until nobody listens who may not.
      if (failures.length > 0) throw failures[0];
    },
  });
}
