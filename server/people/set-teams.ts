import { eq, inArray } from "drizzle-orm";
import { teamMembers, teams } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/** Makes these a person's teams. @throws AppError when one is not there. */
export async function setTeams(tx: Tx, personId: string, teamIds: string[]): Promise<void> {
  await tx.db.delete(teamMembers).where(eq(teamMembers.personId, personId));
  const wanted = [...new Set(teamIds)].sort();
  if (wanted.length === 0) return;
  const there = await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(inArray(teams.id, wanted))
    .for("key share");
  if (there.length < wanted.length) throw notFound("team");
  await tx.db.insert(teamMembers).values(wanted.map((teamId) => ({ teamId, personId })));
}
