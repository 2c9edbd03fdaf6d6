import { eq, sql } from "drizzle-orm";
import { people } from "../../db/schema/people.ts";
import type { Availability, Preferences } from "../contract/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { setAvailability } from "./set-availability.ts";

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
    if (change.availability === undefined && change.awayReason === undefined) return;
    const { availability = before.availability, awayReason = before.awayReason } = change;
    await setAvailability(tx, before, {
      availability,
      awayReason: awayReason || null,
      actorId: personId,
      now: deps.clock.now(),
    });
  });
}
