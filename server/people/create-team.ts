import { newId } from "../../db/schema/columns.ts";
import { teams } from "../../db/schema/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { setMembers } from "./set-members.ts";

export const teamNameTaken = (): AppError =>
  new AppError("conflict", "There is a team with this name already.", { fields: { name: "is taken" } });

export async function createTeam(
  deps: Pick<Deps, "pool">,
  { access, name, memberIds }: { access: Access; name: string; memberIds: string[] },
): Promise<string> {
  return transact(deps, async (tx) => {
    const teamId = newId();
    const made = await tx.db.insert(teams).values({ id: teamId, name }).onConflictDoNothing().returning();
    if (made.length === 0) throw teamNameTaken();
    await setMembers(tx, { teamId, memberIds, actorId: access.personId });
    tx.append({ type: "team.updated", actorId: access.personId, data: { teamId } });
    return teamId;
  });
}
