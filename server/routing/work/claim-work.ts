import { and, eq, isNull } from "drizzle-orm";
import { people } from "../../../db/schema/people.ts";
import { queues } from "../../../db/schema/routing.ts";
import { findCallOfWork } from "../../calls/find-call-of-work.ts";
import { takeCall } from "../../calls/take-call.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdWorkItem, refuseTaken, type WorkItemRow } from "./hold-work-item.ts";
import { runsQueue } from "./runs-queue.ts";
import { takeWork } from "./take-work.ts";

/** Takes what is nobody's, where its queue lets its members. @throws AppError `conflict` when it is somebody's. */
export async function claimWork(
  deps: Deps,
  { access, workItemId }: { access: Access; workItemId: string },
): Promise<void> {
  const { personId } = access;
  const callId = await findCallOfWork(deps, workItemId);
  if (callId) {
    const refuse = (tx: Tx, item: WorkItemRow) => refuseUnlessTheirs(tx, access, item);
    return takeCall(deps, { access, workItemId, callId, refuseUnlessTheirs: refuse });
  }
  await transact(deps, async (tx) => {
    const work = await holdWorkItem(tx, access, workItemId);
    const { item } = work;
    if (item.state === "active" && item.ownerId === personId) return;
    if (item.state !== "waiting" && item.state !== "offered") await refuseTaken(tx, item);
    await refuseUnlessTheirs(tx, access, item);
    await takeWork(tx, work, personId, deps.clock.now());
  });
}

async function refuseUnlessTheirs(tx: Tx, access: Access, { state, offeredTo, queueId }: WorkItemRow) {
  if (offeredTo === access.personId || runsQueue(access, queueId)) return;
  if (state === "offered")
    throw new AppError("conflict", `It is held out to ${await nameOf(tx, offeredTo)}.`);
  if (queueId === null || (await isPickedFrom(tx, access, queueId))) return;
  throw new AppError("forbidden", "This queue hands out its work by itself.");
}

async function isPickedFrom(tx: Tx, access: Access, queueId: string): Promise<boolean> {
  const [queue] = await tx.db
    .select({ mayPick: queues.mayPick })
    .from(queues)
    .where(and(eq(queues.id, queueId), isNull(queues.archivedAt)));
  // One that was archived keeps nothing from anybody.
  return queue === undefined || (queue.mayPick && access.queueIds.includes(queueId));
}

async function nameOf(tx: Tx, personId: string | null): Promise<string> {
  const [person] = await tx.db
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, personId ?? ""));
  return person?.name ?? "somebody";
}
