import { inArray } from "drizzle-orm";
import { teams } from "../../db/schema/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";

/** Channels are the admins' to change. */
export function refuseOthers(access: Access): void {
  if (access.role !== "admin") throw new AppError("forbidden", "Only an admin changes channels.");
}

export async function refuseUnknownTeams(deps: Pick<Deps, "db">, teamIds: string[]): Promise<void> {
  if (teamIds.length === 0) return;
  const known = await deps.db.select({ id: teams.id }).from(teams).where(inArray(teams.id, teamIds));
  if (known.length === new Set(teamIds).size) return;
  throw new AppError("invalid", "Some fields are not right.", {
    fields: { teamIds: "names a team that is not there" },
  });
}
