import { and, eq, inArray } from "drizzle-orm";
import { people, teamMembers } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { announceQueuesOfTeams } from "../routing/queues/announce-queues.ts";

/** Makes these a team's members; who comes or goes sees other things from now on. */
export async function setMembers(
  tx: Tx,
  { teamId, memberIds, actorId }: { teamId: string; memberIds: string[]; actorId: string },
): Promise<void> {
  const rows = await tx.db.select().from(teamMembers).where(eq(teamMembers.teamId, teamId));
  const before = new Set(rows.map(({ personId }) => personId));
  const after = new Set(memberIds);
  const added = [...after].filter((id) => !before.has(id)).sort();
  const gone = [...before].filter((id) => !after.has(id)).sort();
  await refuseMissing(tx, added);
  if (added.length > 0) {
    await tx.db
      .insert(teamMembers)
      .values(added.map((personId) => ({ teamId, personId })))
      .onConflictDoNothing();
  }
  if (gone.length > 0) {
    await tx.db
      .delete(teamMembers)
      .where(and(eq(teamMembers.teamId, teamId), inArray(teamMembers.personId, gone)));
  }
  for (const personId of [...added, ...gone]) {
    tx.append({ type: "person.accessChanged", actorId, data: { personId } });
  }
  if (added.length + gone.length > 0) await announceQueuesOfTeams(tx, [teamId], actorId);
}

async function refuseMissing(tx: Tx, personIds: string[]) {
  if (personIds.length === 0) return;
  const there = await tx.db.select({ id: people.id }).from(people).where(inArray(people.id, personIds));
  if (there.length < personIds.length) throw notFound("person");
}
