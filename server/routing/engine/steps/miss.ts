import { eq, sql } from "drizzle-orm";
import { people } from "../../../../db/schema/people.ts";
import { isBeingConnected } from "../../../calls/is-being-connected.ts";
import { lockPerson } from "../../../people/lock-person.ts";
import { setAvailability } from "../../../people/set-availability.ts";
import { putBack } from "../../work/put-back.ts";
import type { Step } from "./step.ts";

const missesUntilAway = 2;

/** An offer was let pass; whoever does so twice in a row and did nothing since is set away. */
export const miss: Step<"miss"> = async (tx, { item }, { action: { personId, setsAway }, now }) => {
  if (await isBeingConnected(tx, item)) return false;
  const person = await lockPerson(tx, personId);
  const wasThere = person.isOnline && person.availability === "ready";
  await putBack(tx, item, { outcome: wasThere ? "missed" : "withdrawn", now });
  if (!wasThere) return true;
  await tx.db
    .update(people)
    .set({ missedOffers: sql`${people.missedOffers} + 1` })
    .where(eq(people.id, personId));
  const isAway = setsAway && person.missedOffers + 1 >= missesUntilAway;
  if (isAway)
    await setAvailability(tx, person, { availability: "away", awayReason: null, by: "missedOffers", now });
  return true;
};
