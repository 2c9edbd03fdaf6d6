import { eq } from "drizzle-orm";
import { people, teamMembers } from "../../db/schema/people.ts";
import type { Role } from "../contract/people.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { lockPerson, refuseLastAdmin } from "./lock-person.ts";
import { setTeams } from "./set-teams.ts";

export interface PersonChange {
  name?: string;
  role?: Role;
  teamIds?: string[];
}

export async function updatePerson(
  deps: Pick<Deps, "pool" | "clock">,
  { access, personId, change }: { access: Access; personId: string; change: PersonChange },
): Promise<void> {
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    if (change.role !== undefined && change.role !== "admin") await refuseLastAdmin(tx, personId);
    const before = await lockPerson(tx, personId);
    const { name = before.name, role = before.role } = change;
    await tx.db
      .update(people)
      .set({ name, role, updatedAt: deps.clock.now() })
      .where(eq(people.id, personId));
    const areTeamsNew = await changeTeams(tx, personId, change.teamIds);
    if (name !== before.name) tx.append({ type: "person.updated", actorId, data: { personId } });
    if (role !== before.role || areTeamsNew) {
      const change = role === before.role ? {} : { role: { from: before.role, to: role } };
      tx.append({ type: "person.accessChanged", actorId, data: { personId, ...change } });
    }
  });
}

async function changeTeams(tx: Tx, personId: string, teamIds: string[] | undefined) {
  if (teamIds === undefined) return false;
  const rows = await tx.db.select().from(teamMembers).where(eq(teamMembers.personId, personId));
  const before = new Set(rows.map(({ teamId }) => teamId));
  await setTeams(tx, personId, teamIds);
  const after = new Set(teamIds);
  return before.size !== after.size || [...after].some((id) => !before.has(id));
}
