import { and, eq, inArray, isNull, notInArray } from "drizzle-orm";
import { queuePeople, queues } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import { namedBy, refuseUnknown } from "../refuse-unknown.ts";
import { announceQueues } from "./announce-queues.ts";

/** Makes these the queues that a person is in by themselves, whatever teams are. @throws AppError `invalid` */
export async function setQueuesOf(
  tx: Tx,
  { personId, queueIds, actorId }: { personId: string; queueIds: string[]; actorId: string },
): Promise<void> {
  const wanted = [...new Set(queueIds)].sort();
  await refuseUnknown(tx, namedBy("queue", wanted, "queueIds"));
  const isHere = inArray(
    queuePeople.queueId,
    tx.db.select({ id: queues.id }).from(queues).where(isNull(queues.archivedAt)),
  );
  const left = await tx.db
    .delete(queuePeople)
    .where(and(eq(queuePeople.personId, personId), isHere, notInArray(queuePeople.queueId, wanted)))
    .returning({ queueId: queuePeople.queueId });
  const joined =
    wanted.length === 0
      ? []
      : await tx.db
          .insert(queuePeople)
          .values(wanted.map((queueId) => ({ queueId, personId })))
          .onConflictDoNothing()
          .returning({ queueId: queuePeople.queueId });
  await announceQueues(
    tx,
    [...left, ...joined].map(({ queueId }) => queueId),
    actorId,
  );
}
