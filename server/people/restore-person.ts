import { eq } from "drizzle-orm";
import { people } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { announceQueuesOfPerson } from "../routing/queues/announce-queues.ts";

/** Lets somebody sign in again, with the role and teams of before; API keys stay dead. */
export async function restorePerson(
  deps: Pick<Deps, "pool" | "clock">,
  { access, personId }: { access: Access; personId: string },
): Promise<void> {
  await transact(deps, async (tx) => {
    const [before] = await tx.db.select().from(people).where(eq(people.id, personId)).for("no key update");
    if (before === undefined) throw notFound("person");
    if (before.removedAt === null) return;
    await tx.db
      .update(people)
      .set({ removedAt: null, updatedAt: deps.clock.now() })
      .where(eq(people.id, personId));
    tx.append({
      type: "person.accessChanged",
      actorId: access.personId,
      data: { personId, isRemoved: false },
    });
    await announceQueuesOfPerson(tx, personId, access.personId);
  });
}
