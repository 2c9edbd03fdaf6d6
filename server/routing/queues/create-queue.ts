import { newId } from "../../../db/schema/columns.ts";
import { queues } from "../../../db/schema/routing.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { refuseTakenName } from "../refuse-taken-name.ts";
import { announceQueues } from "./announce-queues.ts";
import { type QueueChange, refuseBadQueue } from "./refuse-bad-queue.ts";
import { setQueueParts, splitParts } from "./set-queue-parts.ts";

/** What is left out gets its usual value. @returns its id */
export async function createQueue(
  deps: Pick<Deps, "pool" | "clock">,
  { access, values }: { access: Access; values: QueueChange & { name: string } },
): Promise<string> {
  const actorId = access.personId;
  return transact(deps, async (tx) => {
    const queueId = newId();
    await refuseBadQueue(tx, queueId, values);
    await refuseTakenName(tx, queues, "queue", { name: values.name, id: queueId });
    const { parts, columns } = splitParts(values);
    await tx.db.insert(queues).values({ ...columns, id: queueId, name: values.name });
    await setQueueParts(tx, queueId, parts, deps.clock.now());
    await announceQueues(tx, [queueId], actorId);
    return queueId;
  });
}
