import { eq, sql } from "drizzle-orm";
import { people } from "../../db/schema/people.ts";
import type { Availability, Preferences } from "../contract/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";

export interface MyChange {
  name?: string;
  preferences?: Preferences;
  availability?: Availability;
  awayReason?: string | null;
}

/** Preferences that are not named stay as they are. */
export async function updateMe(
  deps: Pick<Deps, "pool" | "clock">,
  { access, change }: { access: Access; change: MyChange },
): Promise<void> {
  const { personId } = access;
  await transact(deps, async (tx) => {
    const [before] = await tx.db.select().from(people).where(eq(people.id, personId)).for("no key update");
    if (before === undefined) throw notFound("person");
    const { name = before.name, preferences = {} } = change;
    const merged = sql`${people.preferences} || ${JSON.stringify(preferences)}::jsonb`;
    await tx.db
      .update(people)
      .set({ name, preferences: merged, updatedAt: deps.clock.now() })
      .where(eq(people.id, personId));
    if (name !== before.name) tx.append({ type: "person.updated", actorId: personId, data: { personId } });
    await setAvailability(tx, deps.clock.now(), before, change);
  });
}

async function setAvailability(tx: Tx, now: Date, before: typeof people.$inferSelect, change: MyChange) {
  const availability = change.availability ?? before.availability;
  const reason = change.awayReason === undefined ? before.awayReason : change.awayReason || null;
  // Only who is away has a reason for it.
  const awayReason = availability === "away" ? reason : null;
  if (availability === before.availability && awayReason === before.awayReason) return;
  await tx.db
    .update(people)
    .set({ availability, awayReason, availabilitySince: now })
    .where(eq(people.id, before.id));
  tx.append({
    type: "person.availabilityChanged",
    actorId: before.id,
    data: {
      personId: before.id,
      availability: { from: before.availability, to: availability },
      reason: awayReason,
    },
  });
}
