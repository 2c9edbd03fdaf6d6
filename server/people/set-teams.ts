import { eq, inArray } from "drizzle-orm";
import { teamMembers, teams } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { announceQueuesOfTeams } from "../routing/queues/announce-queues.ts";

/** Makes these a person's teams. @returns whether they were others before. @throws AppError when one is not there. */
export async function setTeams(
  tx: Tx,
  { personId, teamIds, actorId }: { personId: string; teamIds: string[]; actorId: string },
): Promise<boolean> {
  const rows = await tx.db
    .delete(teamMembers)
    .where(eq(teamMembers.personId, personId))
    .returning({ teamId: teamMembers.teamId });
  const before = new Set(rows.map(({ teamId }) => teamId));
  const after = new Set(teamIds);
  await joinTeams(tx, personId, [...after].sort());
  const changed = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
  await announceQueuesOfTeams(tx, changed, actorId);
  return changed.length > 0;
}

async function joinTeams(tx: Tx, personId: string, wanted: string[]) {
  if (wanted.length === 0) return;
  const there = await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(inArray(teams.id, wanted))
    .for("key share");
  if (there.length < wanted.length) throw notFound("team");
  await tx.db.insert(teamMembers).values(wanted.map((teamId) => ({ teamId, personId })));
}
