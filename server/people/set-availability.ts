import { eq } from "drizzle-orm";
import { people } from "../../db/schema/people.ts";
import type { Availability, Person } from "../contract/people.ts";
import type { Tx } from "../lib/transact.ts";

export interface AvailabilityChange {
  availability: Availability;
  awayReason: string | null;
  /** Absent where they set it themselves. */
  by?: NonNullable<Person["availabilityBy"]>;
  actorId?: string;
  now: Date;
}

/** Sets a locked person's availability; whoever is set ready has been idle from now on. */
export async function setAvailability(
  tx: Tx,
  before: typeof people.$inferSelect,
  change: AvailabilityChange,
): Promise<void> {
  const { availability, by, actorId, now } = change;
  const availabilityBy = by ?? null;
  // Only who is away has a reason for it.
  const awayReason = availability === "away" ? change.awayReason : null;
  const isChanged = availability !== before.availability;
  if (!isChanged && awayReason === before.awayReason && availabilityBy === before.availabilityBy) return;
  await tx.db
    .update(people)
    .set({
      availability,
      awayReason,
      availabilityBy,
      missedOffers: 0,
      availabilitySince: now,
      ...(isChanged && availability === "ready" && { idleSince: now }),
    })
    .where(eq(people.id, before.id));
  tx.append({
    type: "person.availabilityChanged",
    actorId,
    data: {
      personId: before.id,
      availability: { from: before.availability, to: availability },
      reason: awayReason,
      ...(by && { by }),
    },
  });
}
