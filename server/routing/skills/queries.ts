import { eq, type SQL, sql } from "drizzle-orm";
import { skills } from "../../../db/schema/routing.ts";
import type { Skill } from "../../contract/queues.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";

/** By name. */
export async function listSkills({ db }: Pick<Deps, "db">, isWanted?: SQL): Promise<Skill[]> {
  return db
    .select({ id: skills.id, name: skills.name })
    .from(skills)
    .where(isWanted)
    .orderBy(sql`${skills.name} collate "und-x-icu"`, skills.id);
}

/** @throws AppError `not_found`. */
export async function getSkill(deps: Pick<Deps, "db">, id: string): Promise<Skill> {
  const [row] = await listSkills(deps, eq(skills.id, id));
  if (row === undefined) throw notFound("skill");
  return row;
}
