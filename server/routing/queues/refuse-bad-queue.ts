import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { dispositions } from "../../../db/schema/routing.ts";
import type { queueEndpoints, Thresholds } from "../../contract/queues.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import { refuseBadOfficeHours } from "../../workspace/office-hours.ts";
import { namedBy, refuseUnknown, skillsOf } from "../refuse-unknown.ts";

export type QueueChange = z.output<(typeof queueEndpoints)["PATCH /queues/:id"]["body"]>;

/** What the schema cannot say of a queue. @throws AppError `invalid` */
export async function refuseBadQueue(tx: Tx, queueId: string, change: QueueChange): Promise<void> {
  if (change.officeHours) refuseBadOfficeHours(change.officeHours);
  if (change.overflowQueueId === queueId) refuse("overflowQueueId", "is this queue itself");
  refuseTwice("requirements", change.requirements?.map(({ skillId }) => skillId) ?? []);
  refuseTwice("dispositions", change.dispositions?.map(({ name }) => name) ?? []);
  refuseTurnedThresholds(change.thresholds ?? {});
  await refuseUnknown(tx, [
    ...namedBy("person", change.personIds, "personIds"),
    ...namedBy("team", change.teamIds, "teamIds"),
    ...namedBy("channel", change.channelIds, "channelIds"),
    ...skillsOf(change.requirements, "requirements"),
    ...namedBy("queue", change.overflowQueueId ? [change.overflowQueueId] : [], "overflowQueueId"),
  ]);
  await refuseForeignDispositions(tx, queueId, change);
}

function refuseTwice(field: string, values: string[]) {
  if (new Set(values).size < values.length) refuse(field, "names one twice");
}

function refuseTurnedThresholds({ waiting, longestWaitSeconds, serviceLevel }: Thresholds) {
  for (const [field, pair] of Object.entries({ waiting, longestWaitSeconds })) {
    if (pair && pair[0] > pair[1]) refuse(`thresholds.${field}`, "is red before it is amber");
  }
  if (serviceLevel && serviceLevel[0] < serviceLevel[1]) {
    refuse("thresholds.serviceLevel", "is red before it is amber");
  }
}

async function refuseForeignDispositions(tx: Tx, queueId: string, change: QueueChange) {
  const ids = change.dispositions?.flatMap(({ id }) => id ?? []) ?? [];
  if (ids.length === 0) return;
  refuseTwice("dispositions", ids);
  const rows = await tx.db
    .select({ id: dispositions.id })
    .from(dispositions)
    .where(and(eq(dispositions.queueId, queueId), isNull(dispositions.archivedAt)));
  const own = new Set(rows.map(({ id }) => id));
  if (ids.some((id) => !own.has(id))) refuse("dispositions", "names one that this queue does not have");
}

function refuse(field: string, problem: string): never {
  throw new AppError("invalid", "Some fields are not right.", { fields: { [field]: problem } });
}
