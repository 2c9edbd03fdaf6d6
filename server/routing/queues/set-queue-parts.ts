import { and, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { channels } from "../../../db/schema/channels.ts";
import { newId } from "../../../db/schema/columns.ts";
import { dispositions, queuePeople, queueTeams } from "../../../db/schema/routing.ts";
import { readTypedIdentity } from "../../contacts/typed-identity.ts";
import type { Tx } from "../../lib/transact.ts";
import type { QueueChange } from "./refuse-bad-queue.ts";

/** What of a queue stands in other tables. */
type Parts = Pick<QueueChange, "personIds" | "teamIds" | "channelIds" | "dispositions">;

/** @throws AppError `invalid` for a number that nobody could be called with */
export function splitParts({
  personIds,
  teamIds,
  channelIds,
  dispositions,
  callerId,
  ...columns
}: QueueChange) {
  const number = callerId && readTypedIdentity({ kind: "phone", address: callerId }, "callerId").address;
  return {
    parts: { personIds, teamIds, channelIds, dispositions },
    columns: { ...columns, callerId: number },
  };
}

/** Of a locked queue; whatever is given replaces what was there. */
export async function setQueueParts(tx: Tx, queueId: string, parts: Parts, now: Date): Promise<void> {
  if (parts.personIds) await setPeople(tx, queueId, [...new Set(parts.personIds)]);
  if (parts.teamIds) await setTeams(tx, queueId, [...new Set(parts.teamIds)]);
  if (parts.channelIds) await setChannels(tx, queueId, parts.channelIds);
  if (parts.dispositions) await setDispositions(tx, queueId, parts.dispositions, now);
}

async function setPeople(tx: Tx, queueId: string, personIds: string[]) {
  await tx.db.delete(queuePeople).where(eq(queuePeople.queueId, queueId));
  if (personIds.length === 0) return;
  await tx.db.insert(queuePeople).values(personIds.map((personId) => ({ queueId, personId })));
}

async function setTeams(tx: Tx, queueId: string, teamIds: string[]) {
  await tx.db.delete(queueTeams).where(eq(queueTeams.queueId, queueId));
  if (teamIds.length === 0) return;
  await tx.db.insert(queueTeams).values(teamIds.map((teamId) => ({ queueId, teamId })));
}

/** Without an event of the channels' own, by which they would start anew. */
async function setChannels(tx: Tx, queueId: string, channelIds: string[]) {
  await tx.db
    .update(channels)
    .set({ queueId: null })
    .where(and(eq(channels.queueId, queueId), notInArray(channels.id, channelIds)));
  await tx.db.update(channels).set({ queueId }).where(inArray(channels.id, channelIds));
}

async function setDispositions(
  tx: Tx,
  queueId: string,
  wanted: NonNullable<Parts["dispositions"]>,
  now: Date,
) {
  const rows = wanted.map(({ id = newId(), name }, position) => ({ id, queueId, name, position }));
  await tx.db
    .update(dispositions)
    .set({ archivedAt: now })
    .where(
      and(
        eq(dispositions.queueId, queueId),
        isNull(dispositions.archivedAt),
        notInArray(
          dispositions.id,
          rows.map(({ id }) => id),
        ),
      ),
    );
  if (rows.length === 0) return;
  await tx.db
    .insert(dispositions)
    .values(rows)
    .onConflictDoUpdate({
      target: dispositions.id,
      set: { name: sql`excluded.name`, position: sql`excluded.position` },
    });
}
