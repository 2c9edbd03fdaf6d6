import { and, eq, ne } from "drizzle-orm";
import { teams } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { teamNameTaken } from "./create-team.ts";
import { setMembers } from "./set-members.ts";

export interface TeamChange {
  name?: string;
  memberIds?: string[];
}

export async function updateTeam(
  deps: Pick<Deps, "pool" | "clock">,
  { access, teamId, change }: { access: Access; teamId: string; change: TeamChange },
): Promise<void> {
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    await lockTeam(tx, teamId);
    if (change.name !== undefined) await rename(tx, teamId, change.name, deps.clock.now());
    if (change.memberIds) await setMembers(tx, { teamId, memberIds: change.memberIds, actorId });
    tx.append({ type: "team.updated", actorId, data: { teamId } });
  });
}

export async function lockTeam(tx: Tx, teamId: string): Promise<void> {
  const found = await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(eq(teams.id, teamId))
    .for("no key update");
  if (found.length === 0) throw notFound("team");
}

async function rename(tx: Tx, teamId: string, name: string, now: Date) {
  // Two who take the same name at once wait for each other here.
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended('team ' || $1, 0))", [name]);
  const taken = await tx.db.$count(teams, and(eq(teams.name, name), ne(teams.id, teamId)));
  if (taken > 0) throw teamNameTaken();
  await tx.db.update(teams).set({ name, updatedAt: now }).where(eq(teams.id, teamId));
}
