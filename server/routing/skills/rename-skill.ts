import { eq } from "drizzle-orm";
import { skills } from "../../../db/schema/routing.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { refuseTakenName } from "../refuse-taken-name.ts";

export async function renameSkill(
  deps: Pick<Deps, "pool" | "clock">,
  { access, skillId, name }: { access: Access; skillId: string; name: string },
): Promise<void> {
  await transact(deps, async (tx) => {
    await refuseTakenName(tx, skills, "skill", { name, id: skillId });
    const renamed = await tx.db
      .update(skills)
      .set({ name, updatedAt: deps.clock.now() })
      .where(eq(skills.id, skillId))
      .returning({ id: skills.id });
    if (renamed.length === 0) throw notFound("skill");
    tx.append({ type: "skill.updated", actorId: access.personId, data: { skillId } });
  });
}
