import { and, eq, isNull } from "drizzle-orm";
import { accessLinks, apiKeys, people } from "../../db/schema/people.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { announceQueuesOfPerson } from "../routing/queues/announce-queues.ts";
import { giveBackWork } from "./give-back-work.ts";
import { lockPerson, refuseLastAdmin } from "./lock-person.ts";
import { endSessions } from "./sign-out-everywhere.ts";

/** Ends all that a person can do and gives their work back; what they wrote stays. */
export async function removePerson(
  deps: Pick<Deps, "pool" | "clock">,
  { access, personId }: { access: Access; personId: string },
): Promise<void> {
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    await refuseLastAdmin(tx, personId);
    await lockPerson(tx, personId);
    const now = deps.clock.now();
    await tx.db.update(people).set({ removedAt: now, updatedAt: now }).where(eq(people.id, personId));
    await tx.db
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.personId, personId), isNull(apiKeys.revokedAt)));
    await tx.db
      .update(accessLinks)
      .set({ usedAt: now })
      .where(and(eq(accessLinks.personId, personId), isNull(accessLinks.usedAt)));
    await giveBackWork(tx, { personId, actorId, now });
    await endSessions(tx, personId, actorId);
    tx.append({ type: "person.accessChanged", actorId, data: { personId, isRemoved: true } });
    await announceQueuesOfPerson(tx, personId, actorId);
  });
}
